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

/** orders.order.created.v2 → the same, also for the places of a party; tells the buyer of an offer, which nobody has asked for now. */
export const onOrderCreatedV2 = ({
  storeOrders,
  writeOrderMails,
}: Pick<ConsumerUseCases, 'storeOrders' | 'writeOrderMails'>): BatchHandler<
  'orders.order.created.v2',
  ClientSession
> => ({
  async handleAll(tx, deliveries) {
    const events = deliveries.map(({ event }) => event);
    await storeOrders(
      tx,
      events.map(({ id, userId: buyerId, title, items, total: priceMinor, currency, expiresAt }) => ({
        id,
        buyerId,
        ticketId: items[0]?.ticketId ?? null,
        title,
        priceMinor,
        currency,
        reservedUntil: new Date(expiresAt),
      })),
    );
    const offers = events.filter(({ isOffer }) => isOffer);
    await writeOrderMails(
      tx,
      offers.map(({ id: orderId }) => ({ orderId, kinds: ['places_offered'] as const })),
    );
  },
});
