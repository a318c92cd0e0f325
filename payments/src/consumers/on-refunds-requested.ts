import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.refunds.requested.v1 → says how many charges of a cancelled performance are refunded. */
export const onRefundsRequested = ({
  answerCancellations,
}: Pick<ConsumerUseCases, 'answerCancellations'>): BatchHandler<'bookings.refunds.requested.v1', ClientSession> => ({
  handleAll: (session, deliveries) =>
    answerCancellations({
      session,
      questions: deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })),
    }),
});
