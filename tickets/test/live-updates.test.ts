import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type EventStream, openEvents, soon } from '@ticketing/testing/events';
import { orderOf, startTickets, type TicketBody, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

const open: EventStream[] = [];
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
async function follow(...ids: string[]): Promise<EventStream> {
  const stream = await openEvents(`${tickets.api.url}/api/tickets/events?ids=${ids.join(',')}`);
  open.push(stream);
  return stream;
}
const shows = (id: string, version: number, status: string) => (event: { data: unknown }) => {
  const ticket = event.data as TicketBody;
  return ticket.id === id && ticket.version === version && ticket.status === status;
};

describe('following tickets', () => {
  it('starts with their current state, as GET returns it, then sends every change', async () => {
    const ticket = await tickets.givenTicket();
    const stream = await follow(ticket.id, 'f'.repeat(24));
    expect(await stream.until(shows(ticket.id, 0, 'available'))).toEqual({
      event: 'ticket',
      id: `${ticket.id}:0`,
      data: await tickets.read(ticket.id),
    });
    const { created, cancelled } = orderOf(ticket.id, 1);
    await tickets.deliver('orders.order.created.v1', created);
    await stream.until(shows(ticket.id, 1, 'reserved'));
    await tickets.deliver('orders.order.cancelled.v1', cancelled);
    await stream.until(shows(ticket.id, 2, 'available'));
  });

  it('sends nothing about other tickets', async () => {
    const [mine, other] = [await tickets.givenTicket(), await tickets.givenTicket()];
    const stream = await follow(mine.id);
    for (const { id } of [other, mine]) await tickets.deliver('orders.order.created.v1', orderOf(id, 1).created);
    await stream.until(shows(mine.id, 1, 'reserved'));
    expect(stream.events.map(({ data }) => (data as TicketBody).id)).not.toContain(other.id);
  });

  it('misses nothing after a reconnect', async () => {
    const seller = someUser();
    const ticket = await tickets.givenTicket({ seller });
    const before = await follow(ticket.id);
    await before.until(shows(ticket.id, 0, 'available'));
    before.close();
    await tickets.edit(seller, ticket.id, { title: 'Another', price: 20 });
    await (await follow(ticket.id)).until(shows(ticket.id, 1, 'available'));
  });

  it('is answered immediately and unbuffered', async () => {
    const { status, headers } = await follow((await tickets.givenTicket()).id);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  it('is refused above the limit per address', async () => {
    const { id } = await tickets.givenTicket();
    for (let count = 0; count < 3; count += 1) expect((await follow(id)).status).toBe(200);
    const refused = await follow(id);
    expect([refused.status, codesOf(refused), refused.headers.get('retry-after')]).toEqual([
      429,
      ['too_many_streams'],
      '5',
    ]);
  });

  it.each(['', 'ids=', 'ids=x', `ids=${'a'.repeat(24)},..%2f`, 'ids[$ne]=x'])('is refused for "%s"', async (query) => {
    expect((await openEvents(`${tickets.api.url}/api/tickets/events?${query}`)).status).toBe(400);
  });

  it('is refused for more than 100 tickets', async () => {
    const ids = Array.from({ length: 101 }, (_, at) => at.toString(16).padStart(24, '0'));
    expect((await follow(...ids)).status).toBe(400);
  });
});

it('ends with the process, which then refuses new streams', async () => {
  const draining = await startTickets();
  const { id } = await draining.givenTicket();
  const url = `${draining.api.url}/api/tickets/events?ids=${id}`;
  const stream = await openEvents(url);
  draining.streams.close();
  await soon(stream.ended);
  expect((await openEvents(url)).status).toBe(503);
  await soon(draining.stop());
});
