import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.release.requested.v1 → cancels the booking's order, paid or not, and answers. */
export const onReleaseRequested = ({
  releaseBookings,
}: Pick<ConsumerUseCases, 'releaseBookings'>): BatchHandler<'bookings.release.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    releaseBookings({ tx, requests: deliveries.map(({ event, traceparent }) => ({ ...event, traceparent })) }),
});
