import { type Group, groupsOf, relayedThroughRaw, relayGroup, type Topic, topicNames } from './topics.ts';

/** What a group could not do, for a person to look at. */
export const deadLetterTopicOf = (topic: Topic, group: Group): string => `${topic}.${group}.DLQ`;

/** How many waiting rooms a failed message can pass, one after the other, before it is dead-lettered. */
export const retryTiers = 4;

/** Where a group's failed messages wait for their next attempt, tier 0 to {@link retryTiers} − 1. Tier 0 also takes replays. */
export const retryTopicOf = (topic: Topic, group: Group, tier: number): string => `${topic}.${group}.retry.${tier}`;

/** Retry topics of a group for one of its topics. */
export const retryTopicsOf = (topic: Topic, group: Group): string[] =>
  Array.from({ length: tiersOf(topic, group) }, (_, tier) => retryTopicOf(topic, group, tier));

/** A relay waits with its own rows or raw topic, so it has only the tier that takes replays; raw letters go back to the raw topic. */
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
const retryTopics = new Map(
  everyFailureTopic.flatMap((of) => retryTopicsOf(of.topic, of.group).map((name, tier) => [name, { ...of, tier }])),
);

/** Whose dead-letter topic this is; undefined for every other topic. */
export const deadLetterTopicFor = (name: string): FailureTopic | undefined => deadLetterTopics.get(name);

/** Whose retry topic this is, and of which tier; undefined for every other topic. */
export const retryTopicFor = (name: string): (FailureTopic & { tier: number }) | undefined => retryTopics.get(name);
