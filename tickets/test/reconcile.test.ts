import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import type { ReconcileSource } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { someUser } from '@ticketing/testing/api';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { createTicketStore } from '../src/store/ticket-store.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { orderOf, startTickets, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
let source: ReconcileSource;
beforeAll(async () => {
  tickets = await startTickets();
  const { connection } = tickets;
  source = {
    name: 'tickets',
    topics: topicsOwnedBy('tickets'),
    expectedEvents: expectedEvents({ tickets: createTicketStore(connection) }),
    ...mongoReconcileSource(connection),
  };
});
afterAll(() => tickets.stop());

it('rebuilds every version of a ticket from its row: the last as published, older ones with the last content', async () => {
  const seller = someUser();
  const ticket = await tickets.givenTicket({ seller, title: 'First', price: 10 });
  await tickets.edit(seller, ticket.id, { title: 'Second', price: 20 });
  await tickets.deliver('orders.order.created.v1', orderOf(ticket.id, 1).created);
  const { before, after, report, again } = await loseAndRebuild(tickets.connection, source);

  expect(report.events).toEqual({ checked: 3, missing: 3, substituted: 2 });
  const withoutContent = before.map(({ topic, key, aggregateId, payload }) => ({
    ...{ topic, key, aggregateId },
    payload: { id: ticket.id, version: (payload as { version: number }).version },
  }));
  expect(after).toMatchObject(withoutContent);
  expect(after.at(-1)).toEqual(before.at(-1));
  for (const { payload } of after) expect(payload).toMatchObject({ title: 'Second', price: 2000, status: 'reserved' });
  expect(again.events).toMatchObject({ missing: 0 });
});
