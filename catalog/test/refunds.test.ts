import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type CatalogFixture, type Hall, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
let id: string;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
  ({ id } = await catalog.givenPublished(hall));
});
afterAll(() => catalog.stop());

const someOrder = () => ({ orderId: randomUUID(), seats: ['stalls:A:1', 'stalls:A:2'], reason: ' Broken seat ' });
const ask = (body: unknown, as: TestUser = hall.owner, headers: Record<string, string> = {}, of = id) =>
  catalog.send('POST', `/api/performances/${of}/refunds`, as, body, headers);
const list = async (as: TestUser = hall.owner, query = '') =>
  (await catalog.send('GET', `/api/performances/${id}/refunds${query}`, as)).body as Record<string, unknown>[];
const requestsOf = (refundId: string) =>
  catalog.connection
    .collection('outbox')
    .find({ aggregateId: `refund:${refundId}` })
    .toArray();
const answer = (refundId: string, given: object = {}, eventId = randomUUID()) =>
  catalog.deliver(
    'orders.refund.answered.v1',
    {
      ...{ id: refundId, orderId: 'order', outcome: 'refunded', reason: null, amount: 9_800, currency: 'USD' },
      ...given,
    },
    eventId,
  );

describe('a refund', () => {
  it('is asked of orders, without its reason, and shown with its outcome', async () => {
    const wanted = someOrder();
    const { status, body } = await ask(wanted);
    const refund = body as { id: string };
    expect([status, body]).toMatchObject([
      202,
      { status: 'requested', reason: 'Broken seat', seats: wanted.seats, whole: false, amount: 0, currency: 'USD' },
    ]);
    expect(await requestsOf(refund.id)).toMatchObject([
      {
        topic: 'catalog.refund.requested.v1',
        key: wanted.orderId,
        payload: {
          ...{ id: refund.id, performanceId: id, orderId: wanted.orderId, isWhole: false, standing: null },
          seatIds: wanted.seats,
        },
      },
    ]);
    expect(JSON.stringify((await requestsOf(refund.id))[0]?.payload)).not.toContain('Broken');

    await answer(refund.id);
    await answer(refund.id, { outcome: 'refused', reason: 'order_unpaid', amount: 0 });
    expect((await list()).find((each) => each.id === refund.id)).toMatchObject({
      ...{ status: 'refunded', amount: 98, code: null },
    });
  });

  it('that orders refuses says why', async () => {
    const { body } = await ask({ ...someOrder(), seats: undefined, whole: true });
    const refund = body as { id: string };
    await answer(refund.id, { outcome: 'refused', reason: 'order_unpaid', amount: 0 });
    expect((await list())[0]).toMatchObject({ id: refund.id, status: 'refused', code: 'order_unpaid', amount: 0 });
  });

  it('is asked for once with one Idempotency-Key, also after a crash', async () => {
    const wanted = { ...someOrder(), seats: undefined, standing: { sectionId: 'floor', quantity: 2 } };
    const headers = { 'idempotency-key': 'once' };
    const first = await ask(wanted, hall.owner, headers);
    await catalog.expireResponses();
    expect((await ask(wanted, hall.owner, headers)).body).toEqual(first.body);
    expect(await requestsOf((first.body as { id: string }).id)).toHaveLength(1);
  });

  it('is for owners and finance', async () => {
    const [finance, boxOffice] = [
      await catalog.givenMember(hall, 'finance'),
      await catalog.givenMember(hall, 'box_office'),
    ];
    expect((await ask(someOrder(), finance)).status).toBe(202);
    expect(await list(finance, '?limit=1')).toHaveLength(1);
    for (const [as, status, code] of [
      [boxOffice, 403, 'role_required'],
      [someUser(), 401, 'not_authorized'],
    ] as const) {
      const refused = await ask(someOrder(), as);
      expect([refused.status, codesOf(refused)]).toEqual([status, [code]]);
      expect((await catalog.send('GET', `/api/performances/${id}/refunds`, as)).status).toBe(status);
    }
  });

  it('needs a performance that is sold, an order, places and a reason', async () => {
    const draft = await catalog.givenDraft(hall);
    expect(codesOf(await ask(someOrder(), hall.owner, {}, draft.id))).toEqual(['not_published']);
    expect((await ask(someOrder(), hall.owner, {}, 'f'.repeat(24))).status).toBe(404);
    const { orderId, seats, reason } = someOrder();
    for (const body of [
      { seats, reason },
      { orderId, reason },
      { orderId, seats },
      { orderId, seats, reason: ' ' },
      { orderId, seats: [], reason },
      { orderId, seats, whole: true, reason },
      { orderId, whole: false, reason },
      { orderId: 'x', seats, reason },
      { orderId, standing: { sectionId: 'floor', quantity: 0 }, reason },
    ])
      expect((await ask(body)).status).toBe(400);
  });

  it('that is not decided is implied by its row', async () => {
    const refund = (await ask(someOrder())).body as { id: string };
    const implied = [];
    for await (const batch of expectedEvents(catalog.stores)()) implied.push(...batch);
    const own = implied.filter(({ aggregateId }) => aggregateId === `refund:${refund.id}`);
    const [written] = await requestsOf(refund.id);
    expect(own.map(({ event }) => event)).toEqual([written?.payload]);
  });
});
