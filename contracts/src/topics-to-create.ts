import { deadLetterTopicOf, retryTopicsOf } from './failure-topics.ts';
import { groupsOf, rawTopicOf, relayedThroughRaw, thirtyDaysMs, topicNames, topics } from './topics.ts';

export interface TopicToCreate {
  name: string;
  partitions: number;
  retentionMs: number;
}

/** Where Debezium reports that it lives; named by the connector's `topic.prefix`. */
const heartbeats: TopicToCreate = {
  name: '__debezium-heartbeat.orders',
  partitions: 1,
  retentionMs: 24 * 60 * 60 * 1000,
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
      { name: topic, partitions, retentionMs },
      // Raw topics have as many partitions as theirs, so that a key's order survives the relay.
      ...(relayedThroughRaw(topic) ? [{ name: rawTopicOf(topic), partitions, retentionMs: thirtyDaysMs }] : []),
      ...failures.map((name) => ({ name, partitions: 1, retentionMs: thirtyDaysMs })),
    ];
  });
  return [...ofEvents, heartbeats];
}
