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

/** The measured system: the marketplace, or its peer. Both accept the same two requests. */
export interface Shop {
  name: string;
  url: string;
  /** Creates tickets that can be bought immediately. @returns their ids */
  makeTickets(count: number): Promise<string[]>;
  /**
   * Waits for paid orders and returns when they were complete, milliseconds since the epoch.
   * @throws InvariantBroken when an order is not complete in time
   */
  completedAt(orders: readonly { orderId: string; paidAt: number }[]): Promise<ReadonlyMap<string, number>>;
  /** Starts measuring CPU time by process. @returns a function that returns the time used since */
  countCpu(): () => CpuSeconds;
}

/** The marketplace, through the gateway. */
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

/** The minimal checkout, with its own schema on the marketplace's PostgreSQL and its own Stripe sandbox. */
export async function startMinimalShop(system: System, stripeLatencyMs: number): Promise<MinimalShop> {
  const ledger = await mkdtemp(join(tmpdir(), 'bench-stripe-'));
  const stripe = await startChild('stripe-sandbox/src/main.ts', {
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
      // An order is complete before its payment's response.
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
