import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { itShowsRecordsToOperatorsOnly, processedIn, recordsIn } from '@ticketing/testing/operations';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { bestOf, bookingsOf } from './booking-fixture.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

itShowsRecordsToOperatorsOnly(() => orders.api);

it('shows an order with its events, what has been processed of it, and no address', async () => {
  const [ticketId, buyer, listed] = [randomBytes(12).toString('hex'), someUser(), randomUUID()];
  const listing = ticketCreated({ id: ticketId });
  await orders.deliver('tickets.ticket.created.v1', listing, listed);
  const { body } = await orders.api.request('POST', '/api/orders', { as: buyer, body: { ticketId } });
  const { id: orderId } = body as { id: string };
  // One version too early, so it is parked.
  const early = { ...listing, orderId: null, version: 2 };
  await orders.deliver('tickets.ticket.updated.v1', early);

  const records = await recordsIn(orders.api, { orderId });
  expect(records).toMatchObject({
    state: 'created',
    rows: [{ kind: 'orders', id: orderId, fields: { userId: buyer.id, ticketId, priceMinor: 1999, reservation: 1 } }],
    written: [
      { topic: 'orders.order.created.v1', key: orderId },
      { topic: 'orders.order.created.v2', key: orderId },
    ],
    parked: [{ topic: 'tickets.ticket.updated.v1', stream: `ticket:${ticketId}`, version: 2 }],
  });
  expect(records?.rows[0]?.fields).not.toHaveProperty('chargedTo');
  expect(JSON.stringify(records)).not.toContain(buyer.email);
  expect(await processedIn(orders.api, [listed, randomUUID()])).toEqual([listed]);
});

it('shows the seats of a booking’s order and the answer to its saga', async () => {
  const bookings = bookingsOf(orders);
  const { id: performanceId } = await bookings.givenPerformance();
  const sagaId = randomUUID();
  const { order } = await bookings.reserve(performanceId, { sagaId, bestAvailable: bestOf(2) });

  const records = await recordsIn(orders.api, { orderId: order?.id ?? '' });
  expect(records?.rows.map(({ kind }) => kind)).toEqual(['orders', 'order_seats', 'order_seats', 'booking_steps']);
  expect(records?.rows[0]?.fields).toMatchObject({ sagaId, performanceId });
  expect(records?.written.map(({ topic, key }) => `${topic} ${key}`).sort()).toEqual([
    `orders.booking.answered.v1 ${sagaId}`,
    `orders.order.created.v2 ${order?.id}`,
  ]);
});
