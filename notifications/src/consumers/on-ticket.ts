import type { BatchHandler, Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** tickets.ticket.created.v1 → stores who sells the ticket. */
export const onTicketCreated = ({
  storeSellers,
}: Pick<ConsumerUseCases, 'storeSellers'>): BatchHandler<'tickets.ticket.created.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    storeSellers(
      tx,
      deliveries.map(({ event: { id: ticketId, userId: sellerId } }) => ({ ticketId, sellerId })),
    ),
});

/** tickets.ticket.updated.v1 → nothing: the seller never changes. Read because who applies versions reads all of them. */
export const onTicketUpdated = (): Handler<'tickets.ticket.updated.v1', ClientSession> => async () => {};
