import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prune } from '@ticketing/common/postgres';
import { migrationTarget } from '../src/store/migration-target.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';

const { slotName } = migrationTarget;

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const givenInbox = async (old: number, young: number) => {
  await orders.database.inbox.deleteMany();
  const row = (days: number) => ({ eventId: randomUUID(), topic: 'topic', processedAt: daysAgo(days) });
  const data = [...Array.from({ length: old }, () => row(15)), ...Array.from({ length: young }, () => row(13))];
  await orders.database.inbox.createMany({ data });
};

describe('pruning', () => {
  it('deletes all expired rows in batches, and nothing else', async () => {
    await givenInbox(25, 3);
    const { database, statements } = orders.countingDatabase();
    await prune(database, slotName, { batchSize: 10, pauseMs: 0 });

    expect(await orders.database.inbox.count()).toBe(3);
    // Three rows of the inbox, one of each other table.
    expect(statements()).toBe(6);
  });

  it('shares the work with another replica', async () => {
    await givenInbox(200, 1);
    await Promise.all([1, 2, 3].map(() => prune(orders.database, slotName, { batchSize: 7, pauseMs: 0 })));
    await prune(orders.database, slotName, { batchSize: 7, pauseMs: 0 });
    expect(await orders.database.inbox.count()).toBe(1);
  });

  it('stops between two batches at shutdown', async () => {
    await givenInbox(20, 0);
    const stopping = new AbortController();
    const work = prune(orders.database, slotName, { batchSize: 10, pauseMs: 60_000, signal: stopping.signal });
    stopping.abort();
    await work;
    expect(await orders.database.inbox.count()).toBe(20);
  });
});
