import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { silentLogger } from '@ticketing/common/log';
import { postgresOutboxCheck } from '@ticketing/common/postgres';
import { checkOutbox } from '@ticketing/common/reconcile';
import type { Order } from '../src/domain/order.ts';
import { orderCreated } from '../src/domain/order-events.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { insertReservation } from '../src/store/ticket-reservation.ts';
import { cancelOrder } from '../src/use-cases/cancel-order.ts';
import { type CdcFixture, startCdc, unlimited } from './cdc-fixture.ts';

const { slotName } = migrationTarget;

let cdc: CdcFixture;
let early: Order;
beforeAll(async () => {
  cdc = await startCdc(async (database) => {
    early = await givenOrder(database);
  });
}, 300_000);
afterAll(() => cdc?.stop(), 60_000);

async function givenOrder(database = cdc.database) {
  const ticketId = randomBytes(12).toString('hex');
  await database.ticket.create({
    data: { id: ticketId, title: 'Concert', priceMinor: 1999, currency: 'USD', userId: 'seller' },
  });
  const orderId = randomUUID();
  const reservation = { orderId, ticketId, userId: 'buyer', ttlSeconds: 900, ...unlimited };
  const result = await insertReservation(database, reservation);
  if (result.outcome !== 'reserved') throw new Error('the ticket was not reserved');
  return result.order;
}
const givenOrders = async (count: number) => {
  const orders = [];
  for (let index = 0; index < count; index += 1) orders.push(await givenOrder());
  return orders;
};
const idsOf = (orders: { id: string }[]) => orders.map(({ id }) => id);
const outboxIdsOf = async (orderIds: string[]) =>
  (await cdc.database.outbox.findMany({ where: { key: { in: orderIds } }, select: { id: true } })).map(({ id }) => id);

/** Waits until the slot has passed every row and the relay has published it. */
async function givenNothingIsMissing(): Promise<void> {
  const isClean = async () => {
    const { rows, events } = await cdc.reconcile(true);
    return rows.missing + events.missing === 0 ? true : null;
  };
  expect(await waitFor(isClean, { timeoutMs: 60_000, intervalMs: 250 })).toBe(true);
}

describe('an event written before the connector existed', () => {
  it('is published, because the slot exists before the service starts', async () => {
    const published = await cdc.waitForEvents([early.id], 2);
    expect(published.map(({ topic }) => topic).sort()).toEqual(['orders.order.created.v1', 'orders.order.created.v2']);
  });
});

describe('an event written without a replication slot', () => {
  // An order of a ticket has its events in two generations.
  it('is republished by one reconcile run under the same event id, and not again by a second', async () => {
    const before = await givenOrders(3);
    expect(await cdc.waitForEvents(idsOf(before), 6)).toHaveLength(6);
    await cdc.dropSlot();
    const lost = await givenOrders(5);
    await cancelOrder(cdc)({ orderId: lost[0]?.id ?? '', userId: 'buyer' });
    const eventIds = await outboxIdsOf(idsOf(lost));

    const dry = await cdc.reconcile(true);
    expect(dry).toMatchObject({ isDryRun: true, rows: { missing: 12 }, events: { missing: 0 } });
    expect(dry.examples.map(({ eventId }) => eventId).sort()).toEqual([...eventIds].sort());

    expect(await cdc.ensureSlot()).toBe(true);
    expect(await cdc.eventsOf(idsOf(lost))).toEqual([]);
    expect(await cdc.reconcile()).toMatchObject({ rows: { missing: 12 }, events: { missing: 0 } });
    const published = await cdc.waitForEvents(idsOf(lost), 12);
    expect(published.map(({ eventId }) => eventId).sort()).toEqual([...eventIds].sort());
    expect(await outboxIdsOf(idsOf(lost))).toHaveLength(12);

    await givenNothingIsMissing();
    expect(await cdc.reconcile()).toMatchObject({ rows: { missing: 0 }, events: { missing: 0 } });
    expect(await cdc.eventsOf(idsOf([...before, ...lost]))).toHaveLength(18);
    expect(await cdc.ensureSlot()).toBe(false);
  }, 240_000);
});

describe('an event that is neither on its topic nor in the outbox', () => {
  it('is rebuilt from its order, always with the same id', async () => {
    await givenNothingIsMissing();
    const id = randomUUID();
    await cdc.database.order.create({
      data: {
        ...{ id, userId: 'buyer', ticketId: 'ticket', title: 'Concert', priceMinor: 1999, currency: 'USD' },
        ...{ reservation: 7, status: 'cancelled', version: 1, cancelReason: 'expired' },
        expiresAt: new Date('2026-01-01T12:00:00Z'),
      },
    });
    expect(await cdc.reconcile(true)).toMatchObject({ events: { missing: 4, substituted: 0 } });
    const report = await cdc.reconcile();
    const published = await cdc.waitForEvents([id], 4);

    expect(published.map(({ eventId }) => eventId).sort()).toEqual(
      report.examples.map(({ eventId }) => eventId).sort(),
    );
    expect(published.find(({ topic }) => topic === 'orders.order.created.v1')?.event).toMatchObject({
      ...{ id, status: 'created', userId: 'buyer', reservation: 7, version: 0 },
      ticket: { id: 'ticket', title: 'Concert', price: 1999, currency: 'USD' },
    });
    expect(published.find(({ topic }) => topic === 'orders.order.cancelled.v1')?.event).toMatchObject({
      ...{ id, ticket: { id: 'ticket' }, reservation: 7, version: 1, reason: 'expired' },
    });
    await givenNothingIsMissing();
  }, 120_000);

  it('is rebuilt exactly as the reserving statement wrote it', async () => {
    const order = await givenOrder();
    const rows = await cdc.database.outbox.findMany({
      where: { key: order.id },
      orderBy: { topic: 'asc' },
      select: { topic: true, payload: true },
    });

    expect(rows).toEqual(orderCreated(order).map(({ topic, event: payload }) => ({ topic, payload })));
  });
});

describe('the periodic check', () => {
  const check = () =>
    checkOutbox({
      store: postgresOutboxCheck(cdc.database, slotName),
      openReader: async () => ({ ...cdc.reader, close: async () => undefined }),
      log,
      settledAfterMs: 0,
      rowsPerSlice: 2,
    })();
  const log = silentLogger();
  const alarm = jest.spyOn(log, 'error');
  const status = () => postgresOutboxCheck(cdc.database, slotName).status();
  beforeEach(async () => {
    alarm.mockClear();
    await due();
  });
  const due = () => cdc.database.$executeRaw`UPDATE outbox_check SET claimed_until = '-infinity'`;

  it('advances past published events, and leaves the next turn to one replica', async () => {
    const order = await givenOrder();
    await cdc.waitForEvents([order.id], 2);
    const isVerified = async () => {
      await due();
      await check();
      const { cleanUntil } = await status();
      return cleanUntil && cleanUntil >= order.createdAt ? true : null;
    };
    expect(await waitFor(isVerified, { timeoutMs: 60_000, intervalMs: 250 })).toBe(true);
    expect(await check()).toBe(false);
    expect(alarm).not.toHaveBeenCalled();
    expect(await status()).toMatchObject({ missing: 0 });
  }, 90_000);

  it('reports events lost with a slot until they are on their topic', async () => {
    await cdc.dropSlot();
    const order = await givenOrder();
    await check();

    const found = { missing: 2, topic: expect.stringMatching(/^orders\.order\.created\./) };
    expect(alarm).toHaveBeenCalledWith(expect.objectContaining(found), expect.any(String));
    expect(await status()).toMatchObject({ missing: 2 });
    expect((await status()).cleanUntil?.getTime()).toBeLessThan(order.createdAt.getTime());

    await cdc.ensureSlot();
    await cdc.reconcile();
    await cdc.waitForEvents([order.id], 2);
    const isClean = async () => {
      await due();
      await check();
      return (await status()).missing === 0 ? true : null;
    };
    expect(await waitFor(isClean, { timeoutMs: 60_000, intervalMs: 250 })).toBe(true);
  }, 180_000);
});
