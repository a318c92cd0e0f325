import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** bookings.entry.requested.v1 → enters a party in the manifest of its performance, and answers. */
export const onEntryRequested = ({
  enterParties,
}: Pick<ConsumerUseCases, 'enterParties'>): BatchHandler<'bookings.entry.requested.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    enterParties(
      tx,
      deliveries.map(({ event: { sagaId, correlationId, ...party }, traceparent }) => ({
        ...{ sagaId, correlationId, traceparent },
        party,
      })),
    ),
});
