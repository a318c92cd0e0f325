import { streamPositionOf } from '@ticketing/common/consuming';
import { generationOf, relayGroup, topicNames, topics } from '@ticketing/contracts';
import type { Expectations } from './expectations.ts';
import { excusesOf, firstOccurrences, isExpected, nameOf } from './facts.ts';
import { inboxServices, type Observation } from './observation.ts';
import { highestVersion, type Stream, streamsOf } from './streams.ts';
import { type Violation, violationOf } from './violation.ts';

const violation = violationOf('I5');

/** I5: versions of an aggregate rise by one without gaps: on the topics, in its own row, and in what consumers applied. */
export function judgeVersionsRise(observation: Observation, expectations: Expectations): Violation[] {
  const streams = streamsOf(observation, expectations);
  return [
    ...[...streams].flatMap(([name, stream]) => judgeStream(name, stream)),
    ...judgeRows(observation, streams),
    ...judgeConsumers(observation, streams, expectations),
    ...judgeLog(observation, expectations),
  ];
}

function judgeStream(name: string, stream: Stream): Violation[] {
  const { published, deadLettered } = stream;
  const missing = Array.from({ length: highestVersion(stream) + 1 }, (_, version) => version).filter(
    (version) => !published.has(version) && !deadLettered.has(version),
  );
  return missing.length === 0
    ? []
    : [violation('the versions of an aggregate have a gap', { stream: name, missing: missing.join(', ') })];
}

/** An aggregate's version rises exactly when an event of it is published. */
function judgeRows({ users, tickets, performances, orders }: Observation, streams: Map<string, Stream>): Violation[] {
  const rows = [
    ...users.map(({ id, version }) => ({ name: `user:${id}`, version })),
    ...tickets.map(({ id, version }) => ({ name: `ticket:${id}`, version })),
    ...performances.map(({ id, version }) => ({ name: `performance:${id}`, version })),
    ...orders.map(({ id, version }) => ({ name: `order:${id}`, version })),
  ];
  return rows.flatMap(({ name, version }) => {
    const stream = streams.get(name);
    const published = stream ? highestVersion(stream) : -1;
    return published === version
      ? []
      : [violation("an aggregate's version differs from its last event", { stream: name, version, published })];
  });
}

/** Returns whether a consumer reads one of the generations that have a stream's events. */
function readsStream(consumer: (typeof inboxServices)[number]): (stream: Stream) => boolean {
  const consumed = topicNames.filter((topic) => topics[topic].consumers.includes(consumer));
  const read = new Set(consumed.map((topic) => nameOf(topics[topic].aggregate ?? '', `${generationOf(topic)}`)));
  return ({ aggregate, generations }) => [...generations].some((each) => read.has(nameOf(aggregate, `${each}`)));
}

function judgeConsumers(
  observation: Observation,
  streams: Map<string, Stream>,
  expectations: Expectations,
): Violation[] {
  const { isHeldBack, isDisturbed } = excusesOf(observation, expectations);
  return inboxServices.flatMap((consumer) => {
    const isRead = readsStream(consumer);
    const applied = observation.consumers[consumer].streams;
    const consumed = [...streams].filter(([, stream]) => isRead(stream));
    const behind = consumed.flatMap(([name, stream]) => {
      const version = applied.get(name) ?? -1;
      const published = highestVersion(stream);
      return version === published || (version < published && isHeldBack(consumer, name, version + 1))
        ? []
        : [violation('a consumer did not apply the last version', { consumer, stream: name, version, published })];
    });
    const unknown = [...applied].filter(
      // −1: nothing of the stream was applied yet.
      ([name, version]) => version >= 0 && !streams.has(name) && !isDisturbed(name.slice(name.indexOf(':') + 1)),
    );
    return [
      ...behind,
      ...unknown.map(([stream, version]) =>
        violation('a consumer applied a version that was never published', { consumer, stream, version }),
      ),
    ];
  });
}

/** Within a topic, a key's events are in one partition, and their first occurrences are in the order of writing. */
function judgeLog({ events, outbox }: Observation, expectations: Expectations): Violation[] {
  const isKnownDead = isExpected(expectations);
  const sequences = new Map(outbox.map(({ topic, eventId, position }) => [nameOf(topic, eventId), position?.sequence]));
  const last = new Map<string, { partition: number; place: number }>();
  const violations: Violation[] = [];
  for (const { topic, eventId, key, partition, offset, event } of firstOccurrences(events).values()) {
    // A dead letter of the relay that was corrected later follows its successors.
    if (
      key === null ||
      expectations.injectedEventIds.has(eventId) ||
      isKnownDead({ topic, eventId, group: relayGroup })
    )
      continue;
    const place = (event && streamPositionOf(topic, event)?.version) ?? sequences.get(nameOf(topic, eventId)) ?? -1;
    const before = last.get(nameOf(topic, key));
    const subject = { topic, key, partition, offset, eventId };
    if (before && before.partition !== partition)
      violations.push(violation('events with the same key are in two partitions', subject));
    else if (before && place !== -1 && place < before.place)
      violations.push(
        violation('events with the same key are out of order', { ...subject, place, after: before.place }),
      );
    last.set(nameOf(topic, key), { partition, place: Math.max(place, before?.place ?? -1) });
  }
  return violations;
}
