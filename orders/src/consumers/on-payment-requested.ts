import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.payment.requested.v1 → answers once the order is paid or cancelled. */
export const onPaymentRequested = ({
  askOutcomes,
}: Pick<ConsumerUseCases, 'askOutcomes'>): BatchHandler<'bookings.payment.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    askOutcomes({ tx, questions: deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })) }),
});
