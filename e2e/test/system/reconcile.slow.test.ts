import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ReconcileReport } from '@ticketing/common/reconcile';
import { checkSystem } from '../../src/checker/index.ts';
import { loadConfig } from '../../src/config.ts';
import { dropSlot, reconcile } from '../../src/faults/tools/slot.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl, addresses } = runningSystem();
const { home, graceSeconds, ttlSeconds } = loadConfig();

let seller: Person;
let buyer: Person;
beforeAll(async () => {
  [seller, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
});

async function reconciled(...args: string[]): Promise<{ code: number; reports: ReconcileReport[] }> {
  const { code, said } = await reconcile({ home }, '--json', ...args);
  return { code, reports: JSON.parse(said) as ReconcileReport[] };
}

describe('a lost replication slot', () => {
  it('is repaired by one command: every service gets the orders that were made without it, and a second run finds nothing', async () => {
    await dropSlot({ addresses, home });
    const tickets = await Promise.all(Array.from({ length: 3 }, () => listTicket(seller)));
    const orders = await Promise.all(tickets.map(({ id }) => reserve(buyer, id)));

    const dry = await reconciled('orders', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.reports[0]?.rows.missing).toBeGreaterThanOrEqual(3);
    for (const { id } of tickets)
      expect(await readTicket(seller, id)).toMatchObject({ version: 0, status: 'available' });

    const { code, reports } = await reconciled('orders');
    expect(code).toBe(0);
    expect(reports[0]?.rows.missing).toBeGreaterThanOrEqual(3);
    for (const { id } of tickets)
      await until(
        () => readTicket(seller, id),
        ({ version }) => version > 0,
        30_000,
      );
    const lateMs = (ttlSeconds + graceSeconds + 10) * 1000;
    for (const { id } of orders)
      await until(
        () => readOrder(buyer, id),
        ({ status }) => status === 'cancelled',
        lateMs,
      );

    const { summary } = await checkSystem({ addresses, graceSeconds });
    expect(summary).toEqual([]);
    expect(await reconciled()).toMatchObject({
      code: 0,
      reports: ['orders', 'bookings', 'auth', 'tickets', 'catalog', 'payments'].map((source) => ({
        ...{ source, rows: { missing: 0 }, events: { missing: 0 } },
      })),
    });
  }, 300_000);
});
