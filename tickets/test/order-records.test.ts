import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { itShowsRecordsToOperatorsOnly, recordsIn } from '@ticketing/testing/operations';
import { orderOf, startTickets, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

itShowsRecordsToOperatorsOnly(() => tickets.api);

it('shows an order’s ticket also after its release, with the events of its time alone', async () => {
  const { id: ticketId } = await tickets.givenTicket();
  const [first, second] = [orderOf(ticketId, 1), orderOf(ticketId, 2)];
  await tickets.deliver('orders.order.created.v1', first.created);
  expect(await recordsIn(tickets.api, { orderId: first.orderId, ticketId })).toMatchObject({
    state: 'reserved',
    rows: [{ kind: 'tickets', id: ticketId, fields: { orderId: first.orderId, reservation: 1 } }],
    parked: [],
  });
  await tickets.deliver('orders.order.cancelled.v1', first.cancelled);
  await tickets.deliver('orders.order.created.v1', second.created);

  const published = (await tickets.outboxOf(ticketId)).map(({ _id }) => _id);
  const released = await recordsIn(tickets.api, { orderId: first.orderId, ticketId });
  expect(released?.state).toBe('released');
  expect(released?.written.map(({ eventId }) => eventId)).toEqual(published.slice(1, 3));
  const reserved = await recordsIn(tickets.api, { orderId: second.orderId, ticketId });
  expect(reserved?.state).toBe('reserved');
  expect(reserved?.written.map(({ eventId }) => eventId)).toEqual(published.slice(3));
});

it('knows nothing without the ticket', async () => {
  const { id: ticketId } = await tickets.givenTicket();
  const order = orderOf(ticketId, 1);
  await tickets.deliver('orders.order.created.v1', order.created);
  expect(await recordsIn(tickets.api, { orderId: order.orderId })).toBeNull();
  expect(await recordsIn(tickets.api, { orderId: order.orderId, ticketId: randomUUID() })).toBeNull();
});
