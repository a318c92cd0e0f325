import { type Group, groupsOf, relayedThroughRaw, relayGroup, type Topic, topicNames } from './topics.ts';

/** Returns the topic of messages that a group failed to process and an operator must handle. */
export const deadLetterTopicOf = (topic: Topic, group: Group): string => `${topic}.${group}.DLQ`;

/** Number of retries, each with a longer delay, before a failed message is dead-lettered. */
export const retryTiers = 4;

/**
 * Returns the topic where a group's failed messages wait for their next attempt. Tiers are 0 to {@link retryTiers} − 1;
 * tier 0 also carries replays.
 */
export const retryTopicOf = (topic: Topic, group: Group, tier: number): string => `${topic}.${group}.retry.${tier}`;

/** Returns a group's retry topics for an event topic. */
export const retryTopicsOf = (topic: Topic, group: Group): string[] =>
  Array.from({ length: tiersOf(topic, group) }, (_, tier) => retryTopicOf(topic, group, tier));

/** A relay retries in place, so it has only the tier for replays; replays of raw dead letters go to the raw topic. */
const tiersOf = (topic: Topic, group: Group): number => {
  if (group !== relayGroup) return retryTiers;
  return relayedThroughRaw(topic) ? 0 : 1;
};

export interface FailureTopic {
  topic: Topic;
  group: Group;
}

const everyFailureTopic: FailureTopic[] = topicNames.flatMap((topic) =>
  groupsOf(topic).map((group) => ({ topic, group })),
);
const deadLetterTopics = new Map(everyFailureTopic.map((of) => [deadLetterTopicOf(of.topic, of.group), of]));
/** The dead-letter topics of all groups. */
export const deadLetterTopicNames: readonly string[] = [...deadLetterTopics.keys()];
const retryTopics = new Map(
  everyFailureTopic.flatMap((of) => retryTopicsOf(of.topic, of.group).map((name, tier) => [name, { ...of, tier }])),
);

/** Returns the event topic and group of a dead-letter topic; undefined for any other topic. */
export const deadLetterTopicFor = (name: string): FailureTopic | undefined => deadLetterTopics.get(name);

/** Returns the event topic, group and tier of a retry topic; undefined for any other topic. */
export const retryTopicFor = (name: string): (FailureTopic & { tier: number }) | undefined => retryTopics.get(name);
