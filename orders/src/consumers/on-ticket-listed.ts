import type { BatchHandler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** tickets.ticket.created.v1, tickets.ticket.updated.v1 → updates the local copy of the listing. */
export const onTicketListed = ({
  storeListings,
}: Pick<ConsumerUseCases, 'storeListings'>): BatchHandler<
  'tickets.ticket.created.v1' | 'tickets.ticket.updated.v1',
  Tx
> => ({
  handleAll: (tx, deliveries) => storeListings({ tx, listings: deliveries.map(({ event }) => event) }),
});
