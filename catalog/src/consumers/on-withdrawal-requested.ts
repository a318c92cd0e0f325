import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.withdrawal.requested.v1 → withdraws an entry, and answers. */
export const onWithdrawalRequested = ({
  withdrawEntries,
}: Pick<ConsumerUseCases, 'withdrawEntries'>): BatchHandler<'bookings.withdrawal.requested.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    withdrawEntries(
      tx,
      deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })),
    ),
});
