import type { BatchHandler } from '@ticketing/common/consuming';
import type { Topic } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

type AnswerTopic = Extract<Topic, `${string}.answered.v${number}`>;

/** A participant's answer, orders.booking.answered.v1 and others → the saga goes on. */
export const onAnswer = <T extends AnswerTopic>(
  topic: T,
  { handleAnswers }: Pick<ConsumerUseCases, 'handleAnswers'>,
): BatchHandler<T, Tx> => ({
  handleAll: (tx, deliveries) =>
    handleAnswers(
      tx,
      deliveries.map(({ event: reply, traceparent }) => ({ topic, reply, traceparent })),
    ),
});
