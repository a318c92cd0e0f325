import { beforeAll, describe, expect, it } from '@jest/globals';
import { bookParty, payBooking } from '../../src/bookings.ts';
import { checkSystem } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { mailTo } from '../../src/mails.ts';
import { openSale, readFreePlaces } from '../../src/performance.ts';
import {
  type Answer,
  type BookingBody,
  type CancellationBody,
  type OrderBody,
  type Person,
  signUp,
} from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { ttlSeconds, graceSeconds } = loadConfig();

let organiser: Person;
let buyers: [Person, Person, Person];
beforeAll(async () => {
  const people = Array.from({ length: 4 }, () => signUp(storeUrl));
  [organiser, ...buyers] = (await Promise.all(people)) as [Person, Person, Person, Person];
});

const book = (
  buyer: Person,
  performanceId: string,
  seats: string[],
  names: string[] = [],
): Promise<Answer<BookingBody>> =>
  buyer.request<BookingBody>('POST', '/api/bookings', {
    ...{ performanceId, seats },
    ...(names.length > 0 && { passengers: names.map((name) => ({ name })) }),
  });
const becomes = (buyer: Person, id: string, status: string, timeoutMs?: number) =>
  until(
    () => buyer.expect<BookingBody>(200, 'GET', `/api/bookings/${id}`),
    (booking) => booking.status === status,
    timeoutMs,
  );
const row = (label: string, ...numbers: number[]) => numbers.map((number) => `stalls:${label}:${number}`);

describe('a booking', () => {
  it('has tickets with numbers and names once it is paid, and is in the manifest', async () => {
    const performanceId = await openSale(organiser);
    const [buyer] = buyers;
    const { status, body } = await book(buyer, performanceId, row('A', 1, 2), ['Ada Lovelace', 'Charles Babbage']);
    expect([status, body.status]).toEqual([201, 'awaiting_payment']);
    const orderId = body.order?.id ?? '';
    await buyer.expect(201, 'POST', '/api/payments', { orderId, token: 'tok_visa' });
    const done = await becomes(buyer, body.id, 'complete');
    expect(done.order?.places).toMatchObject([
      { passenger: 'Ada Lovelace', ticketNumber: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-01$/) },
      { passenger: 'Charles Babbage', ticketNumber: expect.stringMatching(/-02$/) },
    ]);
    const path = `/api/performances/${performanceId}/manifest`;
    const manifest = await organiser.expect<{ bookingId: string }[]>(200, 'GET', path);
    expect(manifest).toMatchObject([{ bookingId: body.id }]);
    const late = await buyer.request('DELETE', `/api/bookings/${body.id}`);
    expect([late.status, late.body]).toMatchObject([400, { errors: [{ code: 'already_paid' }] }]);
  }, 30_000);

  it('frees its seats when it is cancelled, and when nobody pays', async () => {
    const performanceId = await openSale(organiser);
    const [cancelled, unpaid] = [
      await book(buyers[0], performanceId, row('A', 1, 2)),
      await book(buyers[1], performanceId, row('A', 3, 4)),
    ];
    await buyers[0].expect(204, 'DELETE', `/api/bookings/${cancelled.body.id}`);
    expect(await becomes(buyers[0], cancelled.body.id, 'cancelled')).toMatchObject({ cancelReason: 'cancelled' });
    const limitMs = (ttlSeconds + graceSeconds + 15) * 1_000;
    expect(await becomes(buyers[1], unpaid.body.id, 'cancelled', limitMs)).toMatchObject({ cancelReason: 'expired' });
    await until(
      () => readFreePlaces(buyers[0], performanceId),
      ({ seats }) => seats.stalls.A === '11111111',
    );
  }, 60_000);

  it('of two with overlapping seats, one is whole and the other is refused', async () => {
    const performanceId = await openSale(organiser);
    const answers = await Promise.all([
      book(buyers[0], performanceId, row('B', 1, 2, 3)),
      book(buyers[1], performanceId, row('B', 3, 4, 5)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body).toMatchObject({ errors: [{ code: 'seats_taken' }] });
    const won = answers.findIndex(({ status }) => status === 201);
    await buyers[won]?.expect(204, 'DELETE', `/api/bookings/${answers[won]?.body.id}`);
  }, 30_000);

  it('that is paid while it is cancelled has tickets, or its money back', async () => {
    const performanceId = await openSale(organiser);
    const [, , buyer] = buyers;
    const { body } = await book(buyer, performanceId, row('A', 5, 6));
    const orderId = body.order?.id ?? '';
    await Promise.all([
      buyer.request('POST', '/api/payments', { orderId, token: 'tok_visa' }),
      buyer.request('DELETE', `/api/bookings/${body.id}`),
    ]);
    const { status } = await until(
      () => buyer.expect<BookingBody>(200, 'GET', `/api/bookings/${body.id}`),
      (booking) => ['complete', 'cancelled'].includes(booking.status),
      20_000,
    );
    const order = await buyer.expect<OrderBody>(200, 'GET', `/api/orders/${orderId}`);
    expect(order.status).toBe(status === 'complete' ? 'complete' : 'cancelled');
  }, 40_000);
});

describe('a cancelled performance', () => {
  it('is watched until everybody has the money back and has been told, and says how far that is', async () => {
    // A person founds only a few organisers a day.
    const promoter = await signUp(storeUrl);
    const performanceId = await openSale(promoter);
    const [paying, booking, idle] = buyers;
    const paid = await paying.expect<OrderBody>(201, 'POST', '/api/orders', { performanceId, seats: row('A', 1, 2) });
    await paying.expect(201, 'POST', '/api/payments', { orderId: paid.id, token: 'tok_visa' });
    const complete = await payBooking(booking, await bookParty(booking, performanceId));
    const unpaid = await idle.expect<OrderBody>(201, 'POST', '/api/orders', { performanceId, seats: row('B', 1, 2) });
    const waiting = await bookParty(idle, performanceId);
    await promoter.expect(200, 'POST', `/api/performances/${performanceId}/cancellation`, { reason: 'Illness' });

    const path = `/api/bookings/cancellations/${performanceId}`;
    const { body } = await until(
      () => promoter.request<CancellationBody>('GET', path),
      ({ status, body: { status: progress } }) => status === 200 && progress === 'completed',
      60_000,
    );
    expect(body).toMatchObject({
      orders: { live: 0, ended: 4, paid: 2 },
      refunds: { refunded: 2, underWay: 0, failed: 0, amounts: [{ currency: 'USD', amount: 160 }] },
      notices: { handedOver: 6, givenUp: 0, due: 0 },
    });
    expect((await paying.request('GET', path)).status).toBe(401);
    const refund = { status: 'refunded', amount: 80 };
    for (const [buyer, id] of [
      [paying, paid.id],
      [booking, complete.order.id],
    ] as const)
      expect(await buyer.expect(200, 'GET', `/api/orders/${id}`)).toMatchObject({ status: 'cancelled', refund });
    expect(await idle.expect(200, 'GET', `/api/orders/${unpaid.id}`)).toMatchObject({ status: 'cancelled' });
    for (const [buyer, id] of [
      [booking, complete.id],
      [idle, waiting.id],
    ] as const)
      expect(await becomes(buyer, id, 'cancelled')).toMatchObject({ cancelReason: 'event_cancelled' });
    await mailTo(system.addresses.mailbox ?? '', idle.email, /cancelled/i);
  }, 120_000);
});

it('a waiting list offers what becomes free, and tells by mail', async () => {
  const performanceId = await openSale(organiser);
  const [holder, waiting] = buyers;
  // Everything but standing places.
  const all = [1, 2, 3, 4, 5, 6, 7, 8];
  const held = await holder.expect<OrderBody>(201, 'POST', '/api/orders', { performanceId, seats: row('A', ...all) });
  const rest = await holder.expect<OrderBody>(201, 'POST', '/api/orders', { performanceId, seats: row('B', ...all) });
  const path = `/api/orders/performances/${performanceId}/waiting`;
  await until(
    () => waiting.request('POST', path, { bestAvailable: { quantity: 2 } }),
    ({ status }) => status === 200,
  );
  await holder.expect(204, 'DELETE', `/api/orders/${held.id}`);
  const [offer] = await until(
    () => waiting.expect<OrderBody[]>(200, 'GET', '/api/orders'),
    (orders) => orders.some(({ status, performance }) => status === 'created' && performance?.id === performanceId),
  );
  const mail = await mailTo(system.addresses.mailbox ?? '', waiting.email, /^Places for you/);
  expect(mail.text).toContain(`/orders/${offer?.id}`);
  await Promise.all([
    waiting.expect(204, 'DELETE', `/api/orders/${offer?.id}`),
    holder.expect(204, 'DELETE', `/api/orders/${rest.id}`),
  ]);
}, 60_000);

it('leaves every invariant intact', async () => {
  const { summary } = await checkSystem({ addresses: system.addresses, graceSeconds });
  expect(summary).toEqual([]);
}, 120_000);
