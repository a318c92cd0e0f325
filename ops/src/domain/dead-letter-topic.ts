import { deadLetterTopicOf, type Group, groupsOf, type Topic, topicNames } from '@ticketing/contracts';

/** Open letters of one dead-letter topic with the same error. */
export interface WaitingLetters {
  group: Group;
  /** Event topic. */
  topic: Topic;
  errorCode: string;
  count: number;
  oldestAt: Date;
}

/** The open letters of a dead-letter topic. */
export interface DeadLetterTopic {
  /** E.g. `orders.order.created.v1.tickets.DLQ`. */
  name: string;
  group: Group;
  /** Event topic. */
  topic: Topic;
  open: number;
  /** First failure of the oldest open letter; null without one. */
  oldestAt: Date | null;
  /** Most frequent first. */
  topErrors: { errorCode: string; count: number }[];
}

const maxErrors = 3;
const everyDeadLetterTopic = topicNames.flatMap((topic) => groupsOf(topic).map((group) => ({ topic, group })));

/** Returns every dead-letter topic, including empty ones: deepest first, then by name. */
export function deadLetterTopics(waiting: readonly WaitingLetters[]): DeadLetterTopic[] {
  const byName = Map.groupBy(waiting, ({ topic, group }) => deadLetterTopicOf(topic, group));
  return everyDeadLetterTopic
    .map(({ topic, group }) => {
      const name = deadLetterTopicOf(topic, group);
      const errors = byName.get(name) ?? [];
      return {
        name,
        group,
        topic,
        open: errors.reduce((sum, { count }) => sum + count, 0),
        oldestAt: oldestOf(errors),
        topErrors: errors
          .toSorted((a, b) => b.count - a.count || (a.errorCode < b.errorCode ? -1 : 1))
          .slice(0, maxErrors)
          .map(({ errorCode, count }) => ({ errorCode, count })),
      };
    })
    .toSorted((a, b) => b.open - a.open || (a.name < b.name ? -1 : 1));
}

const oldestOf = (errors: readonly WaitingLetters[]): Date | null =>
  errors.reduce<Date | null>((oldest, { oldestAt }) => (oldest && oldest <= oldestAt ? oldest : oldestAt), null);
