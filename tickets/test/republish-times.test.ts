import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTicketStore } from '../src/store/ticket-store.ts';
import { republishTimes } from '../src/use-cases/republish-times.ts';
import { startTickets, type TicketsFixture } from './tickets-fixture.ts';

let service: TicketsFixture;
beforeAll(async () => {
  service = await startTickets();
}, 120_000);
afterAll(() => service.stop());

it('publishes the start of listings of an earlier version once, in batches', async () => {
  const startsAt = new Date(Date.now() + 86_400_000).toISOString();
  const dated = await Promise.all([1, 2, 3].map(() => service.givenTicket({ startsAt })));
  const undated = await service.givenTicket();
  const current = await service.givenTicket({ startsAt });
  const rows = service.connection.collection('tickets');
  await rows.updateMany({ title: 'Concert' }, { $unset: { eventFormat: 1, saleEndsAt: 1, timeZone: 1 } });
  await service.edit({ id: current.userId, email: '' }, current.id, { title: 'Current', price: 1 });

  const { connection } = service;
  const republish = () => republishTimes({ connection, tickets: createTicketStore(connection) })(2);
  // Two replicas start together.
  const counts = await Promise.all([republish(), republish()]);

  expect(counts[0] + counts[1]).toBe(3);
  for (const { id } of dated)
    expect(await service.outboxOf(id)).toMatchObject([
      { sequence: 0 },
      {
        topic: 'tickets.ticket.updated.v1',
        sequence: 1,
        payload: { version: 1, startsAt: Date.parse(startsAt), saleEndsAt: null },
      },
    ]);
  expect(await service.outboxOf(undated.id)).toHaveLength(1);
  expect(await service.outboxOf(current.id)).toHaveLength(2);
  expect(await republish()).toBe(0);
});
