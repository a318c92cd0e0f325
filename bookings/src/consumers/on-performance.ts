import type { BatchHandler, Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** catalog.performance.published.v1 → nothing. Read because who applies versions reads all of them. */
export const onPerformancePublished = (): Handler<'catalog.performance.published.v1', Tx> => async () => {};

/** catalog.performance.updated.v1 → a cancelled performance is watched until everybody has the money back and has been told. */
export const onPerformanceUpdated = ({
  watchCancellations,
}: Pick<ConsumerUseCases, 'watchCancellations'>): BatchHandler<'catalog.performance.updated.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    watchCancellations(
      tx,
      deliveries
        .filter(({ event }) => event.status === 'cancelled')
        .map(({ event: { id: performanceId, cancelledBy }, traceparent }) => ({
          ...{ performanceId, cancelledBy, traceparent },
        })),
    ),
});
