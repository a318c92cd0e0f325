import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** catalog.refund.requested.v1 → takes the places from the paid order, or ends it, and answers; payments returns the money. */
export const onRefundRequested = ({
  refundPlaces,
}: Pick<ConsumerUseCases, 'refundPlaces'>): BatchHandler<'catalog.refund.requested.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    refundPlaces({
      tx,
      requests: deliveries.map(({ event: { id: requestId, ...request }, traceparent }) => ({
        ...{ requestId, ...request, traceparent },
      })),
    }),
});
