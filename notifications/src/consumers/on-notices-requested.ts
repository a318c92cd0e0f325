import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.notices.requested.v1 → says how many buyers of a cancelled performance have been told. */
export const onNoticesRequested = ({
  answerCancellations,
}: Pick<ConsumerUseCases, 'answerCancellations'>): BatchHandler<'bookings.notices.requested.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    answerCancellations(
      tx,
      deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })),
    ),
});
