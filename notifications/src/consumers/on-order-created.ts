import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** orders.order.created.v1 → stores what mails about the order say. */
export const onOrderCreated = ({
  storeOrders,
}: Pick<ConsumerUseCases, 'storeOrders'>): BatchHandler<'orders.order.created.v1', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    storeOrders(
      tx,
      deliveries.map(({ event: { id, userId: buyerId, ticket, expiresAt } }) => ({
        id,
        buyerId,
        ticketId: ticket.id,
        title: ticket.title,
        priceMinor: ticket.price,
        currency: ticket.currency,
        reservedUntil: new Date(expiresAt),
      })),
    ),
});
