import { deadLetterTopicOf, retryTopicsOf } from './failure-topics.ts';
import { groupsOf, rawTopicOf, relayedThroughRaw, thirtyDaysMs, topicNames, topics } from './topics.ts';

export interface TopicToCreate {
  name: string;
  partitions: number;
  retentionMs: number;
  /** The largest batch of messages that the broker takes, and so the largest message. */
  maxMessageBytes: number;
}

const mebibyte = 1024 * 1024;

/**
 * Room for a message on each kind of topic. An event has what a broker gives by default. Its JSON on a raw topic may be
 * many times as large as its Avro. A failed message carries on top why it failed: it must always fit where it goes, or
 * the group that failed at it could not go on. All of it is small enough for a document of MongoDB, where ops keeps it.
 */
export const maxMessageBytes = { event: mebibyte + 12, raw: 8 * mebibyte, failure: 9 * mebibyte } as const;

/** Where Debezium reports that it lives; named by the connector's `topic.prefix`. */
const heartbeats: TopicToCreate = {
  name: '__debezium-heartbeat.orders',
  partitions: 1,
  retentionMs: 24 * 60 * 60 * 1000,
  maxMessageBytes: maxMessageBytes.event,
};

/** Everything that has to exist on the broker before the services start. */
export function topicsToCreate(): TopicToCreate[] {
  const ofEvents = topicNames.flatMap((topic) => {
    const { partitions, retentionMs } = topics[topic];
    const failures = groupsOf(topic).flatMap((group) => [
      deadLetterTopicOf(topic, group),
      ...retryTopicsOf(topic, group),
    ]);
    return [
      { name: topic, partitions, retentionMs, maxMessageBytes: maxMessageBytes.event },
      // Raw topics have as many partitions as theirs, so that a key's order survives the relay.
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
  return [...ofEvents, heartbeats];
}
