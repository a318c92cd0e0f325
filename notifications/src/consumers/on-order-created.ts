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

/** orders.order.created.v2 → the same, also for the places of a party. */
export const onOrderCreatedV2 = ({
  storeOrders,
}: Pick<ConsumerUseCases, 'storeOrders'>): BatchHandler<'orders.order.created.v2', ClientSession> => ({
  handleAll: (tx, deliveries) =>
    storeOrders(
      tx,
      deliveries.map(({ event: { id, userId: buyerId, title, items, total: priceMinor, currency, expiresAt } }) => ({
        id,
        buyerId,
        ticketId: items[0]?.ticketId ?? null,
        title,
        priceMinor,
        currency,
        reservedUntil: new Date(expiresAt),
      })),
    ),
});
