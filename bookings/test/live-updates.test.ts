import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type EventStream, openEvents, soon } from '@ticketing/testing/events';
import { type BookingsFixture, impatientMs, startBookings } from './bookings-fixture.ts';

let bookings: BookingsFixture;
beforeAll(async () => {
  bookings = await startBookings({ waitMs: impatientMs });
});
afterAll(() => bookings.stop());

const open: EventStream[] = [];
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
async function follow(user: TestUser, claims: Record<string, unknown> = {}): Promise<EventStream> {
  const stream = await openEvents(`${bookings.api.url}/api/bookings/events`, { cookie: cookieOf(user, claims) });
  open.push(stream);
  return stream;
}
const shows = (id: string, status: string) => (event: { data: unknown }) => {
  const booking = event.data as { id: string; status: string };
  return booking.id === id && booking.status === status;
};

async function begin(buyer: TestUser): Promise<string> {
  bookings.answering.seats = 'silent';
  const body = { performanceId: randomBytes(12).toString('hex'), seats: ['coach-1:1:1'] };
  const { body: booking } = await bookings.api.request('POST', '/api/bookings', { as: buyer, body });
  return (booking as { id: string }).id;
}

it('starts with the current state, then sends each step, and the cancellation of its performance', async () => {
  const buyer = someUser();
  const id = await begin(buyer);
  const stream = await follow(buyer);
  expect((await stream.until(shows(id, 'reserving'))).event).toBe('booking');
  delete bookings.answering.seats;
  bookings.answering.payment = 'silent';
  while ((await bookings.answerAll()) > 0);
  await stream.until(shows(id, 'awaiting_payment'));
  delete bookings.answering.payment;
  while ((await bookings.answerAll()) > 0);
  await stream.until(shows(id, 'complete'));
  const { body } = await bookings.api.request('GET', `/api/bookings/${id}`, { as: buyer });
  await bookings.deliver('catalog.performance.updated.v1', {
    ...{ id: (body as { performanceId: string }).performanceId, title: 'Berlin → Vienna', startsAt: Date.now() },
    ...{
      saleStartsAt: null,
      saleEndsAt: null,
      categories: [],
      status: 'cancelled',
      cancelledBy: 'organiser',
      version: 0,
    },
  });
  await stream.until(shows(id, 'cancelled'));
});

it('ends with the session', async () => {
  const sid = randomUUID();
  const stream = await follow(someUser(), { sid });
  await bookings.deliver('auth.session.revoked.v1', { sid, expiresAt: Date.now() + 60_000 });
  await soon(stream.ended);
});
