import { randomUUID } from 'node:crypto';
import { waitFor } from '@ticketing/common/backoff';
import { createPublisher, startConsumer } from '@ticketing/common/kafka';
import { headerNames, keyOf } from '@ticketing/contracts';
import { type Child, startChild } from '../parts/child.ts';
import { type Environment, log } from '../parts/environment.ts';
import { orderRow } from './events.ts';

export interface Timer {
  orderId: string;
  /** Milliseconds since the epoch. */
  dueAt: number;
}

export interface Schedule {
  count: number;
  /** Timers due per second; infinite for all at the same time. */
  perSecond: number;
  /** Time until the first timer is due, in which all must be started, milliseconds. */
  leadMs: number;
}

const expired = 'expiration.expiration.complete.v1';
const created = 'orders.order.created.v1';
const batchSize = 1_000;

export function makeTimers({ count, perSecond, leadMs }: Schedule): Timer[] {
  const firstDueAt = Date.now() + leadMs;
  return Array.from({ length: count }, (_, n) => ({
    orderId: randomUUID(),
    dueAt: Math.round(firstDueAt + (n * 1_000) / perSecond),
  }));
}

export async function startExpiration(environment: Environment): Promise<Child> {
  const { brokers, registryUrl } = await environment.broker();
  return startChild('expiration/src/main.ts', {
    REDIS_URL: (await environment.redis()).url,
    KAFKA_BROKERS: brokers.join(','),
    SCHEMA_REGISTRY_URL: registryUrl,
  });
}

/** Publishes orders and waits until each has a timer. @throws Error when the first timer was due before that */
export async function startTimers(environment: Environment, service: Child, timers: readonly Timer[]): Promise<void> {
  const { client, codec } = await environment.broker();
  const publisher = await createPublisher(client);
  const messageOf = async ({ orderId, dueAt }: Timer) => {
    const event = { ...orderRow('timers', 0, 1).payload, id: orderId, expiresAt: dueAt };
    const headers = { [headerNames.eventId]: randomUUID(), [headerNames.eventType]: 'OrderCreated' };
    return { topic: created, key: keyOf(created, event), value: await codec.encode(created, event), headers };
  };
  for (let at = 0; at < timers.length; at += batchSize) {
    const messages = [];
    // Sequentially, so that only the first queries the registry.
    for (const timer of timers.slice(at, at + batchSize)) messages.push(await messageOf(timer));
    await publisher.publish(messages);
  }
  await publisher.close();

  const dueAt = timers[0]?.dueAt ?? 0;
  const areStarted = async () => ((await delayedIn(service)) >= timers.length ? true : null);
  const isStarted = await waitFor(areStarted, { timeoutMs: dueAt - Date.now(), intervalMs: 200 });
  if (!isStarted) throw new Error(`not every timer was started before the first was due: ${await delayedIn(service)}`);
}

/** Waiting timers, according to the service's metrics. */
async function delayedIn({ url }: Child): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^expiration_timers\{[^}]*state="delayed"[^}]*\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}

export interface Expirations {
  /** Fired timers, with the arrival of their first event, milliseconds since the epoch. */
  at: ReadonlyMap<string, number>;
  /** Number of duplicate events. */
  repeats(): number;
  /** Waits until this many have fired, or the timeout. */
  wait(count: number, timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Consumes the events of fired timers, like orders. */
export async function listenToExpirations(environment: Environment, timers: readonly Timer[]): Promise<Expirations> {
  const { client } = await environment.broker();
  const wanted = new Set(timers.map(({ orderId }) => orderId));
  const at = new Map<string, number>();
  let repeats = 0;
  const consumer = await startConsumer({
    kafka: client,
    group: `bench-timers.${randomUUID()}`,
    topics: [expired],
    batchSize,
    process: async (messages) => {
      const now = Date.now();
      for (const orderId of messages.map(({ key }) => key?.toString() ?? '')) {
        if (!wanted.has(orderId)) continue;
        if (at.has(orderId)) repeats += 1;
        else at.set(orderId, now);
      }
    },
    log,
  });
  await waitFor(async () => (consumer.hasJoined() ? true : null), { timeoutMs: 60_000 });
  return {
    at,
    repeats: () => repeats,
    wait: async (count, timeoutMs) => void (await waitFor(async () => (at.size >= count ? true : null), { timeoutMs })),
    stop: consumer.stop,
  };
}

/** Per second, from the first to the last. */
export function rateOfTimes(times: Iterable<number>): number {
  const all = [...times];
  const [first, last] = all.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  return all.length / ((last - first) / 1_000);
}
