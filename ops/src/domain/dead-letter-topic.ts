import { deadLetterTopicOf, type Group, groupsOf, type Topic, topicNames } from '@ticketing/contracts';

/** Letters of one dead-letter topic that wait for an operator and have the same error. */
export interface WaitingLetters {
  group: Group;
  /** Event topic. */
  topic: Topic;
  errorCode: string;
  count: number;
  oldestAt: Date;
}

/** What waits on a dead-letter topic. */
export interface DeadLetterTopic {
  /** E.g. `orders.order.created.v1.tickets.DLQ`. */
  name: string;
  group: Group;
  /** Event topic. */
  topic: Topic;
  open: number;
  /** First failure of the one that has waited longest; null when none waits. */
  oldestAt: Date | null;
  /** The most frequent first. */
  topErrors: { errorCode: string; count: number }[];
}

const mostErrors = 3;
const everyDeadLetterTopic = topicNames.flatMap((topic) => groupsOf(topic).map((group) => ({ topic, group })));

/** Every dead-letter topic there is, also those without a letter: the deepest first, then by name. */
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
          .slice(0, mostErrors)
          .map(({ errorCode, count }) => ({ errorCode, count })),
      };
    })
    .toSorted((a, b) => b.open - a.open || (a.name < b.name ? -1 : 1));
}

const oldestOf = (errors: readonly WaitingLetters[]): Date | null =>
  errors.reduce<Date | null>((oldest, { oldestAt }) => (oldest && oldest <= oldestAt ? oldest : oldestAt), null);
