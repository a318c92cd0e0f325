import { type KafkaClient, type RunningConsumer, startConsumer } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { deadLetterTopicNames } from '@ticketing/contracts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** A separate group, because the service's group consumes event topics. */
export const indexGroup = 'ops.index';

const batchSize = 100;

/** Consumes every dead-letter topic → indexes the letters. */
export const startIndexing = (
  kafka: KafkaClient,
  { indexLetters }: Pick<ConsumerUseCases, 'indexLetters'>,
  log: Logger,
): Promise<RunningConsumer> =>
  startConsumer({
    kafka,
    group: indexGroup,
    topics: [...deadLetterTopicNames],
    process: (messages) => indexLetters({ messages }),
    batchSize,
    log,
  });
