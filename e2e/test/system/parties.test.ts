import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkSystem } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { type PartyBody, publishPerformance, readFreePlaces } from '../../src/performance.ts';
import { type Person, signUp } from '../../src/person.ts';
import { until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
const { ttlSeconds, graceSeconds } = loadConfig();

let organiser: Person;
/** One person may found few organisers a day. */
let otherOrganiser: Person;
let buyers: [Person, Person];
beforeAll(async () => {
  const people = Array.from({ length: 4 }, () => signUp(storeUrl));
  [organiser, otherOrganiser, ...buyers] = (await Promise.all(people)) as [Person, Person, Person, Person];
});

const readParty = (buyer: Person, id: string) => buyer.expect<PartyBody>(200, 'GET', `/api/orders/${id}`);
const becomes = (buyer: Person, id: string, status: string, timeoutMs?: number) =>
  until(
    () => readParty(buyer, id),
    (order) => order.status === status,
    timeoutMs,
  );

describe('a party of four', () => {
  it('gets neighbouring seats right after the sale has opened, pays for all of them at once, and keeps them', async () => {
    const { id: performanceId } = await publishPerformance(organiser);
    const [buyer] = buyers;
    const wish = { performanceId, bestAvailable: { quantity: 4 } };
    const order = await buyer.expect<PartyBody>(201, 'POST', '/api/orders', wish);
    expect(order.items.map(({ seatId }) => seatId)).toEqual(['stalls:A:3', 'stalls:A:4', 'stalls:A:5', 'stalls:A:6']);
    expect(order.total).toBe(160);

    await buyer.expect(201, 'POST', '/api/payments', { orderId: order.id, token: 'tok_visa' });
    await becomes(buyer, order.id, 'complete');
    await until(
      () => readFreePlaces(buyer, performanceId),
      ({ seats }) => seats.stalls.A === '11000011',
    );
    const payments = await buyer.expect<object[]>(200, 'GET', `/api/payments/mine?orderId=${order.id}`);
    expect(payments).toMatchObject([{ amount: 160 }]);
  });

  it('that does not pay loses all of them', async () => {
    const { id: performanceId } = await publishPerformance(organiser);
    const [, buyer] = buyers;
    const seats = ['stalls:B:1', 'stalls:B:2', 'stalls:B:3', 'stalls:B:4'];
    const order = await buyer.expect<PartyBody>(201, 'POST', '/api/orders', { performanceId, seats });
    await becomes(buyer, order.id, 'cancelled', (ttlSeconds + graceSeconds + 10) * 1_000);
    await until(
      () => readFreePlaces(buyer, performanceId),
      (free) => free.seats.stalls.B === '11111111',
    );
  }, 60_000);

  it('that leaves while the bank thinks gets all of its money back', async () => {
    const { id: performanceId } = await publishPerformance(organiser);
    const [buyer] = buyers;
    const wish = { performanceId, bestAvailable: { quantity: 4 } };
    const order = await buyer.expect<PartyBody>(201, 'POST', '/api/orders', wish);
    const slow = { orderId: order.id, token: 'tok_sandbox_processing_2s' };
    await buyer.expect(202, 'POST', '/api/payments', slow);
    await buyer.expect(204, 'DELETE', `/api/orders/${order.id}`);
    const refunded = await until(
      () => readParty(buyer, order.id),
      ({ refund }) => refund?.status === 'refunded',
      40_000,
    );
    expect(refunded.refund?.amount).toBe(160);
  }, 60_000);
});

it('of two parties with overlapping seats, one gets all of them and the other none', async () => {
  const { id: performanceId } = await publishPerformance(organiser);
  const seat = (number: number) => `stalls:A:${number}`;
  await until(
    () => buyers[0].request('GET', `/api/orders/performances/${performanceId}/seats`),
    ({ status }) => status === 200,
  );
  const answers = await Promise.all([
    buyers[0].request('POST', '/api/orders', { performanceId, seats: [seat(1), seat(2), seat(3), seat(4)] }),
    buyers[1].request('POST', '/api/orders', { performanceId, seats: [seat(6), seat(5), seat(4), seat(3)] }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400]);
  await until(
    () => readFreePlaces(buyers[0], performanceId),
    ({ seats }) => ['00001111', '11000011'].includes(seats.stalls.A),
  );
});

it('gives everybody the money back when the event is cancelled, and sells nothing more', async () => {
  const { id: performanceId } = await publishPerformance(otherOrganiser);
  const [paying, hesitating] = buyers;
  const wish = { performanceId, bestAvailable: { quantity: 2 } };
  const paid = await paying.expect<PartyBody>(201, 'POST', '/api/orders', wish);
  const unpaid = await hesitating.expect<PartyBody>(201, 'POST', '/api/orders', wish);
  await paying.expect(201, 'POST', '/api/payments', { orderId: paid.id, token: 'tok_visa' });
  await becomes(paying, paid.id, 'complete');

  const reason = 'The quartet is ill';
  await otherOrganiser.expect(200, 'POST', `/api/performances/${performanceId}/cancellation`, { reason });
  await becomes(hesitating, unpaid.id, 'cancelled');
  const refunded = await until(
    () => readParty(paying, paid.id),
    ({ refund }) => refund?.status === 'refunded',
    40_000,
  );
  expect(refunded).toMatchObject({ status: 'cancelled', cancelReason: 'event_cancelled', refund: { amount: 80 } });
  const { body } = await hesitating.request<{ errors?: { code: string }[] }>('POST', '/api/orders', wish);
  expect(body.errors?.[0]?.code).toBe('performance_cancelled');
}, 60_000);

it('closes the sale for parties that come later', async () => {
  const { id: performanceId } = await publishPerformance(organiser);
  await organiser.expect(200, 'POST', `/api/performances/${performanceId}/closing`);
  const wish = { performanceId, bestAvailable: { quantity: 1 } };
  await until(
    () => buyers[0].request<{ errors?: { code: string }[] }>('POST', '/api/orders', wish),
    ({ body }) => body.errors?.[0]?.code === 'sale_ended',
  );
});

it('leaves every invariant intact', async () => {
  const { summary } = await checkSystem({ addresses: system.addresses, graceSeconds });
  expect(summary).toEqual([]);
}, 120_000);
