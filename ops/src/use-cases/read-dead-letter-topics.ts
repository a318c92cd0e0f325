import { type DeadLetterTopic, deadLetterTopics } from '../domain/dead-letter-topic.ts';
import type { OpsDeps } from './deps.ts';

/** Every dead-letter topic with what waits there. */
export const readDeadLetterTopics =
  ({ statistics }: Pick<OpsDeps, 'statistics'>) =>
  async (): Promise<DeadLetterTopic[]> =>
    deadLetterTopics(await statistics.waiting());
