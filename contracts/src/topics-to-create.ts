import { deadLetterTopicOf, retryTopicsOf } from './failure-topics.ts';
import {
  groupsOf,
  postgresServices,
  rawTopicOf,
  relayedThroughRaw,
  thirtyDaysMs,
  topicNames,
  topics,
} from './topics.ts';

export interface TopicToCreate {
  name: string;
  partitions: number;
  retentionMs: number;
  /** The largest record batch that the broker accepts, and so the largest message. */
  maxMessageBytes: number;
}

const mebibyte = 1024 * 1024;

/**
 * Maximum message size per kind of topic, bytes. Events use the broker's default. JSON on a raw topic may be several
 * times the size of its Avro form. A failed message also carries its error and must always fit, or the failing group
 * could not proceed. Every limit is below MongoDB's document limit, because ops stores dead letters there.
 */
export const maxMessageBytes = { event: mebibyte + 12, raw: 8 * mebibyte, failure: 9 * mebibyte } as const;

/** Debezium's heartbeat topics; named by the connectors' `topic.prefix`. */
const heartbeats = postgresServices.map((service) => ({
  name: `__debezium-heartbeat.${service}`,
  partitions: 1,
  retentionMs: 24 * 60 * 60 * 1000,
  maxMessageBytes: maxMessageBytes.event,
}));

/** Returns every topic that must exist before the services start. */
export function topicsToCreate(): TopicToCreate[] {
  const ofEvents = topicNames.flatMap((topic) => {
    const { partitions, retentionMs } = topics[topic];
    const failures = groupsOf(topic).flatMap((group) => [
      deadLetterTopicOf(topic, group),
      ...retryTopicsOf(topic, group),
    ]);
    return [
      { name: topic, partitions, retentionMs, maxMessageBytes: maxMessageBytes.event },
      // A raw topic has as many partitions as its event topic, so that the relay preserves the order per key.
      ...(relayedThroughRaw(topic)
        ? [{ name: rawTopicOf(topic), partitions, retentionMs: thirtyDaysMs, maxMessageBytes: maxMessageBytes.raw }]
        : []),
      ...failures.map((name) => ({
        name,
        partitions: 1,
        retentionMs: thirtyDaysMs,
        maxMessageBytes: maxMessageBytes.failure,
      })),
    ];
  });
  return [...ofEvents, ...heartbeats];
}
