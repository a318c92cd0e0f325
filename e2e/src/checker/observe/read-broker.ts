import { PermanentError } from '@ticketing/common/errors';
import {
  type Codec,
  createCodec,
  createKafka,
  type KafkaAdmin,
  type KafkaClient,
  openAdmin,
  type TopicRange,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import {
  deadLetterTopicFor,
  deadLetterTopicNames,
  failureHeaders,
  type Group,
  headerNames,
  isTopic,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  retryTopicsOf,
  type Topic,
  topicNames,
  topics,
  topicsConsumedBy,
} from '@ticketing/contracts';
import type { Addresses } from '../addresses.ts';
import type { DeadLetterMessage, EventMessage, GroupPosition } from '../observation.ts';
import { readTopics, type TopicMessage } from './read-topics.ts';

const consumerGroups = [...new Set(topicNames.flatMap((topic) => topics[topic].consumers))];
const readings: { group: Group; topics: string[] }[] = [
  ...consumerGroups.map((group) => ({
    group,
    topics: topicsConsumedBy(group).flatMap((topic) => [topic, ...retryTopicsOf(topic, group)]),
  })),
  { group: relayGroup, topics: topicNames.filter(relayedThroughRaw).map(rawTopicOf) },
];

export async function withBroker<T>(
  { brokers }: Addresses,
  work: (admin: KafkaAdmin, kafka: KafkaClient) => Promise<T>,
): Promise<T> {
  const kafka = createKafka({ clientId: 'invariants', brokers, log: silentLogger() });
  const admin = await openAdmin(kafka, { retries: 2 });
  try {
    return await work(admin, kafka);
  } finally {
    await admin.close();
  }
}

/** The end offsets of all event topics and relay topics; two readings show whether anything was published in between. */
export const readEnds = (admin: KafkaAdmin): Promise<TopicRange[]> =>
  admin.rangesOf([
    ...readings.flatMap((reading) => reading.topics),
    ...topicNames.filter((topic) => topics[topic].consumers.length === 0),
    ...deadLetterTopicNames,
  ]);

/** The positions of every group of the catalogue, and of the relay on its raw topics. */
export async function readPositions(admin: KafkaAdmin, ends?: TopicRange[]): Promise<GroupPosition[]> {
  const known = ends ?? (await readEnds(admin));
  const rangeOf = new Map(known.map((range) => [`${range.topic}/${range.partition}`, range]));
  const positions: GroupPosition[] = [];
  for (const { group, topics: read } of readings) {
    for (const { topic, partition, offset } of await admin.committedOf(group, read)) {
      const range = rangeOf.get(`${topic}/${partition}`);
      if (range)
        positions.push({ group, topic, partition, committed: Math.max(offset ?? 0, range.begin), end: range.end });
    }
  }
  return positions;
}

/** Every message of the event topics, decoded, and of the dead-letter topics. */
export async function readMessages(
  kafka: KafkaClient,
  registryUrl: string,
): Promise<{ events: EventMessage[]; deadLetters: DeadLetterMessage[] }> {
  const codec = createCodec(registryUrl);
  const events: EventMessage[] = [];
  const deadLetters: DeadLetterMessage[] = [];
  for (const { value, ...message } of await readTopics(kafka, [...topicNames, ...deadLetterTopicNames])) {
    const { topic, headers } = message;
    if (isTopic(topic))
      events.push({ ...message, topic, eventId: eventIdOf(message), event: await decoded(codec, topic, value) });
    const origin = deadLetterTopicFor(topic);
    if (origin) deadLetters.push({ ...message, ...origin, eventId: headers[headerNames.eventId] ?? originOf(headers) });
  }
  return { events, deadLetters };
}

const eventIdOf = ({ topic, partition, offset, headers }: Omit<TopicMessage, 'value'>): string =>
  headers[headerNames.eventId] ?? `${topic}/${partition}/${offset}`;

const originOf = (headers: Record<string, string>): string =>
  [failureHeaders.originTopic, failureHeaders.originPartition, failureHeaders.originOffset]
    .map((name) => headers[name])
    .join('/');

/** @returns null for a message that no consumer can decode */
async function decoded(codec: Codec, topic: Topic, value: Buffer | null): Promise<EventMessage['event']> {
  if (!value) return null;
  try {
    return await codec.decode(topic, value);
  } catch (error) {
    if (error instanceof PermanentError) return null;
    throw error;
  }
}
