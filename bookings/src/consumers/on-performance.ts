import type { BatchHandler, Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** catalog.performance.published.v1 → nothing. Read because who applies versions reads all of them. */
export const onPerformancePublished = (): Handler<'catalog.performance.published.v1', Tx> => async () => {};

/**
 * catalog.performance.updated.v1 → a cancelled performance is watched until everybody has the money back and has been told. Not one
 * that an earlier release has cancelled, which did not say who: the others keep what is asked only since then.
 */
export const onPerformanceUpdated = ({
  watchCancellations,
}: Pick<ConsumerUseCases, 'watchCancellations'>): BatchHandler<'catalog.performance.updated.v1', Tx> => ({
  handleAll: (tx, deliveries) =>
    watchCancellations(
      tx,
      deliveries.flatMap(({ event: { id: performanceId, status, cancelledBy }, traceparent }) =>
        status === 'cancelled' && cancelledBy !== null ? [{ performanceId, cancelledBy, traceparent }] : [],
      ),
    ),
});
