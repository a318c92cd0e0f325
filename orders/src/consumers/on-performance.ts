import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** catalog.performance.published.v1 → its places can be reserved. */
export const onPerformancePublished = ({
  storePerformances,
}: Pick<ConsumerUseCases, 'storePerformances'>): BatchHandler<'catalog.performance.published.v1', Tx> => ({
  handleAll: (tx, deliveries) => storePerformances({ tx, published: deliveries.map(({ event }) => event) }),
});

/** catalog.performance.updated.v1 → its new times, prices and status hold for reservations from now on. */
export const onPerformanceUpdated = ({
  changePerformances,
}: Pick<ConsumerUseCases, 'changePerformances'>): BatchHandler<'catalog.performance.updated.v1', Tx> => ({
  handleAll: (tx, deliveries) => changePerformances({ tx, updated: deliveries.map(({ event }) => event) }),
});
