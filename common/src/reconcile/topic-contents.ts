import {
  deadLetterTopicOf,
  type EventByTopic,
  headerNames,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  type Topic,
} from '@ticketing/contracts';
import { PermanentError } from '../errors/index.ts';
import type { Codec, IncomingMessage, TopicReader } from '../kafka/index.ts';
import { identityOf } from './event-identity.ts';

/**
 * Returns which of the events were published between two instants, milliseconds since the epoch. Holds only those ids,
 * however large the topics are.
 */
export async function publishedIds(
  reader: TopicReader,
  topics: Topic[],
  wanted: ReadonlySet<string>,
  { sinceMs, untilMs }: { sinceMs: number; untilMs?: number },
): Promise<Set<string>> {
  const ids = new Set<string>();
  await reader.read(await reader.rangesBetween(topics, sinceMs, untilMs), collectIds(ids, wanted));
  return ids;
}

/** Returns which of the events are waiting for the raw relay or are in the relays' dead-letter topics. */
export async function relayedIds(
  reader: TopicReader,
  topics: Topic[],
  wanted: ReadonlySet<string>,
): Promise<{ waiting: Set<string>; dead: Set<string> }> {
  const waiting = new Set<string>();
  const dead = new Set<string>();
  await reader.read(await reader.uncommittedRanges(relayGroup, rawTopics(topics)), collectIds(waiting, wanted));
  await reader.read(await reader.allRanges(deadTopics(topics)), collectIds(dead, wanted));
  return { waiting, dead };
}

/** The events of a source that the broker holds. */
export interface Contents {
  eventIds: Set<string>;
  /** See {@link identityOf}. */
  identities: Set<string>;
}

/**
 * Reads all events of a source. Unrelayed and dead-lettered events count as known. Raw topics are read before the
 * topics they feed, so that no event passes unseen. Holds about 200 bytes per event.
 */
export async function readContents(reader: TopicReader, codec: Codec, topics: Topic[]): Promise<Contents> {
  const contents: Contents = { eventIds: new Set(), identities: new Set() };
  const asJson = new Map(
    [...topics].flatMap((topic) => [
      [rawTopicOf(topic), topic],
      [deadLetterTopicOf(topic, relayGroup), topic],
    ]),
  );
  const visit = async (message: IncomingMessage) => {
    collectIds(contents.eventIds)(message);
    const jsonOf = asJson.get(message.topic);
    const identity = jsonOf
      ? jsonIdentity(jsonOf, message.value)
      : await avroIdentity(codec, message.topic as Topic, message.value);
    if (identity) contents.identities.add(identity);
  };
  await reader.read(await reader.uncommittedRanges(relayGroup, rawTopics(topics)), visit);
  await reader.read(await reader.allRanges(deadTopics(topics)), visit);
  await reader.read(await reader.allRanges(topics), visit);
  return contents;
}

const rawTopics = (topics: Topic[]) => topics.filter(relayedThroughRaw).map(rawTopicOf);
const deadTopics = (topics: Topic[]) => topics.map((topic) => deadLetterTopicOf(topic, relayGroup));

const collectIds =
  (ids: Set<string>, wanted?: ReadonlySet<string>) =>
  ({ headers }: IncomingMessage): void => {
    const eventId = headers[headerNames.eventId];
    if (eventId && (!wanted || wanted.has(eventId))) ids.add(eventId);
  };

/** @returns null for a poison message, which represents no event */
async function avroIdentity(codec: Codec, topic: Topic, value: Buffer | null): Promise<string | null> {
  if (!value) return null;
  try {
    return identityOf(topic, await codec.decode(topic, value));
  } catch (error) {
    if (error instanceof PermanentError) return null;
    throw error;
  }
}

/** A raw message or a relay's dead letter contains the outbox row's payload, which may be anything. */
function jsonIdentity(topic: Topic, value: Buffer | null): string | null {
  try {
    const payload: unknown = JSON.parse(value?.toString('utf8') ?? '');
    return typeof payload === 'object' && payload !== null
      ? identityOf(topic, payload as EventByTopic[typeof topic])
      : null;
  } catch {
    return null;
  }
}
