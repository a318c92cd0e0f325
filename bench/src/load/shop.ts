import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { System } from '@ticketing/e2e/system';
import { startChild } from '../parts/child.ts';
import { type CpuSeconds, countCpu } from '../parts/cpu-seconds.ts';
import { whenQuiet } from '../parts/when-quiet.ts';
import { completionTimes } from './completions.ts';
import { listTickets } from './listings.ts';

/** Where tickets are bought: the marketplace, or its peer. Both have the same two requests. */
export interface Shop {
  name: string;
  url: string;
  /** Makes tickets that can be bought at once. @returns their ids */
  makeTickets(count: number): Promise<string[]>;
  /**
   * When paid orders were complete, milliseconds since the epoch. Waits for them.
   * @throws InvariantBroken when one is not in time
   */
  completedAt(orders: readonly { orderId: string; paidAt: number }[]): Promise<ReadonlyMap<string, number>>;
  /** Starts counting CPU time by process. @returns how much each has used since */
  countCpu(): () => CpuSeconds;
}

/** The marketplace as its buyers reach it: through the gateway. */
export const marketplace = (name: string, system: System, progress: (text: string) => void): Shop => ({
  name,
  url: system.storeUrl,
  async makeTickets(count) {
    const tickets = await listTickets(system, count, progress);
    await whenQuiet(system);
    return tickets;
  },
  completedAt: (orders) =>
    completionTimes(
      system.addresses.databases.orders,
      orders.map(({ orderId }) => orderId),
    ),
  countCpu: () => countCpu(system.processes().flatMap(({ name, pid }) => (pid === null ? [] : [{ name, pid }]))),
});

export interface MinimalShop {
  shop: Shop;
  stop(): Promise<void>;
}

/** The minimal checkout, on the marketplace's PostgreSQL in a schema of its own, with a Stripe sandbox of its own. */
export async function startMinimalShop(system: System, stripeLatencyMs: number): Promise<MinimalShop> {
  const ledger = await mkdtemp(join(tmpdir(), 'bench-stripe-'));
  const stripe = await startChild('infra/stripe-sandbox/src/main.ts', {
    LEDGER_DIR: ledger,
    LATENCY_MS: String(stripeLatencyMs),
  });
  const checkout = await startChild('bench/src/peers/checkout.ts', {
    DATABASE_URL: system.addresses.databases.orders,
    STRIPE_API_URL: stripe.url,
  });
  const processes = [
    { name: 'checkout', pid: checkout.pid },
    { name: 'stripe', pid: stripe.pid },
    { name: 'postgres', pid: system.pidOf('postgres') },
  ];
  return {
    shop: {
      name: 'minimal checkout',
      url: checkout.url,
      makeTickets: async (count) => Array.from({ length: count }, () => randomUUID()),
      // An order is complete before its payment is answered.
      completedAt: async (orders) => new Map(orders.map(({ orderId, paidAt }) => [orderId, paidAt])),
      countCpu: () => countCpu(processes),
    },
    async stop() {
      await checkout.stop();
      await stripe.stop();
      await rm(ledger, { recursive: true });
    },
  };
}
