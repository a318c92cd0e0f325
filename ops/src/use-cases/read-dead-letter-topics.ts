import { type DeadLetterTopic, deadLetterTopics } from '../domain/dead-letter-topic.ts';
import type { OpsDeps } from './deps.ts';

/** Reads every dead-letter topic with its open letters. */
export const readDeadLetterTopics =
  ({ statistics }: Pick<OpsDeps, 'statistics'>) =>
  async (): Promise<DeadLetterTopic[]> =>
    deadLetterTopics(await statistics.waiting());
