import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type BookingsFixture, startBookings } from './bookings-fixture.ts';

let bookings: BookingsFixture;
beforeAll(async () => {
  bookings = await startBookings();
});
afterAll(() => bookings.stop());
afterEach(() => {
  for (const step of Object.keys(bookings.answering))
    delete bookings.answering[step as keyof typeof bookings.answering];
});

const performanceId = randomBytes(12).toString('hex');
const twoSeats = { performanceId, seats: ['coach-1:1:1', 'coach-1:1:2'] };
const names = [{ name: 'Ada Lovelace' }, { name: 'Charles Babbage' }];

/** Sends a request, and answers commands until it is over. */
async function post(body: object, as: TestUser, headers: Record<string, string> = {}): Promise<Answer> {
  let isOver = false;
  const answer = bookings.api.request('POST', '/api/bookings', { as, body, headers }).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await bookings.answerAll();
    await new Promise(setImmediate);
  }
  return answer;
}
const idOf = ({ body }: Answer) => (body as { id: string }).id;
const read = (id: string, as: TestUser) => bookings.api.request('GET', `/api/bookings/${id}`, { as });
const topicsOf = async (id: string) => (await bookings.commandsOf(id)).map(({ topic }) => topic.split('.')[1]);
const sagaOf = (buyer: TestUser) =>
  bookings.database.$queryRaw<{ id: string; status: string }[]>`
    SELECT id::text, status FROM sagas WHERE search_keys @> ARRAY[${buyer.id}] ORDER BY created_at DESC`;

async function answerUntilQuiet(): Promise<void> {
  while ((await bookings.answerAll()) > 0);
}

describe('a booking', () => {
  it('reserves the seats, enters the party in the manifest, and waits for the payment', async () => {
    bookings.answering.payment = 'silent';
    const buyer = someUser();
    const answer = await post({ ...twoSeats, passengers: names }, buyer);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ performanceId, status: 'awaiting_payment', passengers: ['Ada Lovelace', 'Charles Babbage'] },
        order: {
          ...{ title: 'Berlin → Vienna', total: 98, currency: 'USD' },
          places: [
            { kind: 'seat', seatId: 'coach-1:1:1', price: 49, passenger: 'Ada Lovelace' },
            { kind: 'seat', seatId: 'coach-1:1:2', price: 49, passenger: 'Charles Babbage' },
          ],
        },
      },
    });
    expect(answer.headers.get('location')).toBe(`/api/bookings/${idOf(answer)}`);
    const commands = await bookings.commandsOf(idOf(answer));
    expect(commands.map(({ topic }) => topic)).toEqual([
      'bookings.seats.requested.v1',
      'bookings.entry.requested.v1',
      'bookings.payment.requested.v1',
    ]);
    expect(commands[0]?.payload).toMatchObject({
      ...{ sagaId: idOf(answer), userId: buyer.id, performanceId, seatIds: twoSeats.seats, bestAvailable: null },
      ...{ standing: null, isBuyerVerified: true },
    });
    expect(JSON.stringify(commands)).not.toContain('Lovelace');
    const { order } = answer.body as { order: { id: string } };
    expect(commands[2]?.payload).toMatchObject({ orderId: order.id });
  });

  it('is complete with ticket numbers once it is paid', async () => {
    const buyer = someUser();
    const answer = await post(twoSeats, buyer);
    await answerUntilQuiet();
    expect(await read(idOf(answer), buyer)).toMatchObject({
      body: {
        status: 'complete',
        order: { places: [{ ticketNumber: '7K2M-QX4D-01' }, { ticketNumber: '7K2M-QX4D-02' }] },
      },
    });
    expect(await topicsOf(idOf(answer))).toEqual(['seats', 'entry', 'payment', 'issue']);
    const own = await bookings.api.request('GET', '/api/bookings', { as: buyer });
    expect(own.body).toMatchObject([{ id: idOf(answer), status: 'complete' }]);
  });

  it.each([
    ['seats_taken', 400, 'seats_taken'],
    ['not_found', 404, 'not_found'],
    ['too_many_reservations', 429, 'too_many_reservations'],
    ['email_not_verified', 403, 'email_not_verified'],
    ['a_new_reason', 400, 'a_new_reason'],
  ])('is refused with the reason of orders: %s', async (reason, status, code) => {
    bookings.answering.seats = reason;
    const buyer = someUser();
    const answer = await post(twoSeats, buyer);
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
    const [saga] = await sagaOf(buyer);
    expect(saga).toMatchObject({ status: 'compensated' });
    expect(await topicsOf(saga?.id ?? '')).toEqual(['seats']);
  });

  it('gives its seats back when the manifest refuses the party', async () => {
    bookings.answering.entry = 'performance_cancelled';
    const buyer = someUser();
    expect(codesOf(await post(twoSeats, buyer))).toEqual(['performance_cancelled']);
    await answerUntilQuiet();
    const [saga] = await sagaOf(buyer);
    expect(saga).toMatchObject({ status: 'compensated' });
    expect(await topicsOf(saga?.id ?? '')).toEqual(['seats', 'entry', 'release']);
  });

  it('is undone in reverse when nobody pays', async () => {
    bookings.answering.payment = 'expired';
    const buyer = someUser();
    const answer = await post(twoSeats, buyer);
    await answerUntilQuiet();
    const [saga] = await sagaOf(buyer);
    expect(await read(saga?.id ?? '', buyer)).toMatchObject({ body: { status: 'cancelled', cancelReason: 'expired' } });
    expect(await topicsOf(saga?.id ?? '')).toEqual(['seats', 'entry', 'payment', 'withdrawal', 'release']);
    expect([201, 400]).toContain(answer.status);
  });

  it('is answered with 202 while nobody answers, and is undone after two attempts', async () => {
    bookings.answering.seats = 'silent';
    const buyer = someUser();
    const answer = await post(twoSeats, buyer);
    expect(answer).toMatchObject({ status: 202, body: { status: 'reserving' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    const id = idOf(answer);
    // The first timeout schedules the second attempt; the third input is its timeout.
    for (let wait = 1; wait <= 3; wait += 1) await bookings.passTime(id);
    expect(await topicsOf(id)).toEqual(['seats', 'seats', 'release']);
    await answerUntilQuiet();
    expect(await read(id, buyer)).toMatchObject({ body: { status: 'cancelled', cancelReason: 'timed_out' } });
  });

  it('is the same booking for a repeat with the same Idempotency-Key', async () => {
    bookings.answering.payment = 'silent';
    const buyer = someUser();
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = [await post(twoSeats, buyer, key), await post(twoSeats, buyer, key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(idOf(second)).toBe(idOf(first));
    expect(await bookings.database.booking.count({ where: { userId: buyer.id } })).toBe(1);
  });

  it('can be cancelled by its buyer alone, until it is paid', async () => {
    bookings.answering.payment = 'silent';
    const buyer = someUser();
    const id = idOf(await post(twoSeats, buyer));
    const cancel = (as: TestUser) => bookings.api.request('DELETE', `/api/bookings/${id}`, { as });
    expect((await cancel(someUser())).status).toBe(401);
    expect((await read(id, someUser())).status).toBe(401);
    expect((await cancel(buyer)).status).toBe(204);
    expect((await cancel(buyer)).status).toBe(204);
    expect(await read(id, buyer)).toMatchObject({ body: { status: 'cancelling', cancelReason: 'cancelled' } });
    await answerUntilQuiet();
    expect(await read(id, buyer)).toMatchObject({ body: { status: 'cancelled' } });

    delete bookings.answering.payment;
    bookings.answering.issue = 'silent';
    const paid = idOf(await post(twoSeats, buyer));
    await answerUntilQuiet();
    expect(await read(paid, buyer)).toMatchObject({ body: { status: 'issuing' } });
    const refused = await bookings.api.request('DELETE', `/api/bookings/${paid}`, { as: buyer });
    expect([refused.status, codesOf(refused)]).toEqual([400, ['already_paid']]);
    expect((await bookings.api.request('DELETE', `/api/bookings/${randomUUID()}`, { as: buyer })).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['no event', { seats: twoSeats.seats }, 'performanceId'],
    ['two wishes', { ...twoSeats, bestAvailable: { quantity: 2 } }, 'performanceId'],
    ['a seat twice', { performanceId, seats: ['a:1:1', 'a:1:1'] }, 'seats'],
    ['too few names', { ...twoSeats, passengers: [{ name: 'Ada' }] }, 'passengers'],
    ['a blank name', { ...twoSeats, passengers: [{ name: ' ' }, { name: 'Ada' }] }, 'passengers.0.name'],
    [
      'a name of 101 characters',
      { ...twoSeats, passengers: [{ name: 'a'.repeat(101) }, { name: 'Ada' }] },
      'passengers.0.name',
    ],
  ])('refuses %s', async (_what, body, field) => {
    const answer = await bookings.api.request('POST', '/api/bookings', { as: someUser(), body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('is limited to twenty a minute per person', async () => {
    bookings.answering.seats = 'sold_out';
    const buyer = someUser();
    for (let count = 1; count <= 20; count += 1) expect(codesOf(await post(twoSeats, buyer))).toEqual(['sold_out']);
    const answer = await post(twoSeats, buyer);
    expect([answer.status, codesOf(answer)]).toEqual([429, ['too_many_bookings']]);
  });

  it('forgets its passengers when the account is deleted', async () => {
    bookings.answering.payment = 'silent';
    const buyer = someUser();
    const id = idOf(await post({ ...twoSeats, passengers: names }, buyer));
    await bookings.deliver('auth.user.deleted.v1', { id: buyer.id, deletedAt: Date.now() });
    expect(await read(id, buyer)).toMatchObject({ body: { status: 'awaiting_payment', passengers: [] } });
  });
});

it('the migration creates the tables of common/saga as they are', async () => {
  const text = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
  const tables = await text('../../common/src/saga/migration.sql');
  expect(await text('../prisma/migrations/20261129120000_init/migration.sql')).toContain(tables.trim());
});
