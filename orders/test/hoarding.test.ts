import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { openDatabase } from '../src/store/database.ts';
import { insertReservation } from '../src/store/ticket-reservation.ts';
import {
  givenTicketOf,
  maxUnpaid,
  type OrdersFixture,
  startOrders,
  subscriberHash,
  ttlSeconds,
} from './orders-fixture.ts';

const limits = { maxUnpaid, maxOfSubscriber: 4, maxHeldMs: 1_000_000 };
const { maxOfSubscriber } = limits;
let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders(limits);
});
afterAll(() => orders.stop());

const givenTicket = async (): Promise<string> => (await givenTicketOf(orders)).id;

let networks = 0;
/** An IPv6 network that no other test uses. */
const someNetwork = () => {
  networks += 1;
  return `2001:db8:0:${networks.toString(16)}`;
};

const reserve = async (as: TestUser, address: string, ticketId?: string): Promise<Answer> =>
  orders.api.request('POST', '/api/orders', {
    as,
    body: { ticketId: ticketId ?? (await givenTicket()) },
    headers: { 'x-forwarded-for': address },
  });
const release = (as: TestUser, { body }: Answer) =>
  orders.api.request('DELETE', `/api/orders/${(body as { id: string }).id}`, { as });
const complete = ({ body }: Answer) =>
  orders.deliver('payments.payment.created.v1', {
    id: 'payment',
    orderId: (body as { id: string }).id,
    stripeId: 'pi',
  });
const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status);
const isGranted = ({ status }: Answer) => status === 201;

describe('a subscriber', () => {
  it('with many accounts holds one ticket per account and a few more, under concurrent requests', async () => {
    const network = someNetwork();
    const accounts = Array.from({ length: 4 }, () => someUser());
    const wanted = accounts.flatMap((account) => Array.from({ length: 6 }, () => account));
    const answers = await Promise.all(wanted.map((account, at) => reserve(account, `${network}::${at + 1}`)));

    expect(answers.filter(isGranted)).toHaveLength(accounts.length + maxOfSubscriber);
    const refused = answers.filter((answer) => !isGranted(answer));
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(['too_many_reservations_nearby']));
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(ttlSeconds - 60);
  });

  it('shared by many people, one ticket each, hinders none of them, and nobody elsewhere', async () => {
    const network = someNetwork();
    const hoarder = someUser();
    for (let held = 0; held <= maxOfSubscriber; held += 1) await reserve(hoarder, `${network}::1`);
    expect((await reserve(hoarder, `${network}::1`)).status).toBe(429);

    const colleagues = Array.from({ length: 20 }, () => someUser());
    const answers = await Promise.all(colleagues.map((buyer, at) => reserve(buyer, `${network}:1::${at + 1}`)));
    expect(new Set(statusesOf(answers))).toEqual(new Set([201]));
    const elsewhere = someUser();
    const others = [await reserve(elsewhere, `${someNetwork()}::1`), await reserve(elsewhere, `${someNetwork()}::1`)];
    expect(statusesOf(others)).toEqual([201, 201]);
  });

  it('is not charged for an account that has paid before', async () => {
    const [network, customer, hoarder] = [someNetwork(), someUser(), someUser()];
    await complete(await reserve(customer, `${network}::1`));
    for (let held = 0; held <= maxOfSubscriber; held += 1) await reserve(hoarder, `${network}::1`);

    const answers = [1, 2, 3].map(() => reserve(customer, `${network}::1`));
    expect(statusesOf(await Promise.all(answers))).toEqual([201, 201, 201]);
  });

  it('gets its budget back when a reservation ends, and its hash is deleted', async () => {
    const [network, buyer] = [someNetwork(), someUser()];
    const held: Answer[] = [];
    for (let count = 0; count <= maxOfSubscriber; count += 1) held.push(await reserve(buyer, `${network}::1`));
    const last = held.at(-1) as Answer;
    const chargedTo = async () => {
      const { id } = last.body as { id: string };
      return (await orders.database.order.findUnique({ where: { id } }))?.chargedTo;
    };
    expect(await chargedTo()).toBe(subscriberHash(`${network}::abcd`));
    expect((await reserve(buyer, `${network}::1`)).status).toBe(429);

    await release(buyer, last);
    expect(await chargedTo()).toBeNull();
    expect((await reserve(buyer, `${network}::1`)).status).toBe(201);
  });

  it('is counted by all replicas together', async () => {
    const [network, url] = [someNetwork(), orders.databaseUrl];
    const replicas = [orders.database, openDatabase(url)];
    const buyers = Array.from({ length: 3 }, () => someUser());
    const attempts = buyers.flatMap(({ id: userId }) =>
      Array.from({ length: 5 }, async (_, at) => {
        const ticketId = await givenTicket();
        const subscriber = subscriberHash(`${network}::1`);
        const reservation = { orderId: crypto.randomUUID(), ticketId, userId, subscriber, ttlSeconds };
        return insertReservation(replicas[at % 2] ?? orders.database, { ...reservation, limits });
      }),
    );
    const results = await Promise.all(attempts);
    await replicas[1]?.$disconnect();

    expect(results.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(buyers.length + maxOfSubscriber);
  });
});

describe('a ticket', () => {
  /** Makes a reservation one that lasted for a part of its time and ended some minutes ago. */
  async function hasHeld({ body }: Answer, seconds: number, minutesAgo: number): Promise<void> {
    const { id } = body as { id: string };
    await orders.database.$executeRaw`
      UPDATE orders SET status = 'cancelled', cancel_reason = 'buyer', version = 1,
        ended_at = now() - ${minutesAgo}::int * interval '1 minute',
        created_at = now() - ${minutesAgo}::int * interval '1 minute' - ${seconds}::int * interval '1 second',
        expires_at = now() - ${minutesAgo}::int * interval '1 minute'
          + ${ttlSeconds - seconds}::int * interval '1 second'
      WHERE id = ${id}::uuid`;
  }

  it('can be held again by a buyer who let it expire once, and for an hour not after that', async () => {
    const [buyer, ticketId, address] = [someUser(), await givenTicket(), `${someNetwork()}::1`];
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds, 30);
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds, 10);

    const refused = await reserve(buyer, address, ticketId);
    expect([refused.status, codesOf(refused)]).toEqual([429, ['held_too_often']]);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(49 * 60);
    expect(retryAfter).toBeLessThanOrEqual(50 * 60);
    expect((await reserve(someUser(), address, ticketId)).status).toBe(201);
    expect((await reserve(buyer, address)).status).toBe(201);
  });

  it('can be held again when an hour has passed', async () => {
    const [buyer, ticketId, address] = [someUser(), await givenTicket(), `${someNetwork()}::1`];
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds, 120);
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds, 61);
    expect((await reserve(buyer, address, ticketId)).status).toBe(201);
  });

  it('can be released and reserved again many times, because others lose nothing by it', async () => {
    const [buyer, ticketId, address] = [someUser(), await givenTicket(), `${someNetwork()}::1`];
    for (let time = 0; time < 10; time += 1) {
      const held = await reserve(buyer, address, ticketId);
      expect(held.status).toBe(201);
      expect((await release(buyer, held)).status).toBe(204);
    }
  });

  it('is not held by someone who releases it just before each expiry', async () => {
    const [buyer, ticketId, address] = [someUser(), await givenTicket(), `${someNetwork()}::1`];
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds - 60, 40);
    await hasHeld(await reserve(buyer, address, ticketId), ttlSeconds - 60, 20);
    expect(codesOf(await reserve(buyer, address, ticketId))).toEqual(['held_too_often']);
  });
});
