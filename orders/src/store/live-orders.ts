import { pause, retryUntilStopped } from '@ticketing/common/backoff';
import { TransientError } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import { Client } from 'pg';
import { z } from 'zod';
import type { Tx } from './database.ts';

const channel = 'live_orders';
/** Interval of the check that detects a dead connection. */
const checkEveryMs = 10_000;
const queryTimeoutMs = 5_000;

const changedOrder = z.object({ orderId: z.string(), userId: z.string() });
const notification = z.union([z.object({ orders: z.array(changedOrder) }), z.object({ sid: z.string() })]);

export interface ChangedOrder {
  orderId: string;
  userId: string;
}

export interface OrderListener {
  onChange: (order: ChangedOrder) => void;
  onSessionRevoked: (sid: string) => void;
  /** Called when changes may have been missed: at the start and after each outage. */
  onGap: () => void;
  log: Logger;
}

export interface LiveOrders {
  /**
   * Notifies every replica of a new order, after its commit; a trigger announces updates. If the process crashes in
   * between, other windows of the buyer show the order after they reconnect.
   */
  announce(order: ChangedOrder): void;
  stop(): Promise<void>;
}

/**
 * Notifies every replica of new orders, with the commit of the transaction. For consumers, whose updates of orders are announced
 * in the same way; requests call `announce`, because NOTIFY holds a lock of the whole cluster during the commit.
 */
export async function announceWithin(tx: Tx, orders: readonly ChangedOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const payloads = orders.map((order) => JSON.stringify({ orders: [order] }));
  await tx.$executeRaw`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`;
}

/** Listens to order changes on one connection per process. */
export function listenToOrders(databaseUrl: string, listener: OrderListener): LiveOrders {
  const { log, onGap } = listener;
  const stopping = new AbortController();
  let connected: Client | null = null;
  let announced: string[] = [];
  let isFlushing = false;

  async function flush(): Promise<void> {
    if (isFlushing) return;
    isFlushing = true;
    while (announced.length > 0 && connected) {
      const payloads = announced;
      announced = [];
      await connected
        .query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads])
        .catch((err: unknown) => log.warn({ err, count: payloads.length }, 'new orders not announced'));
    }
    isFlushing = false;
  }

  /** Listens until stopped. @throws when the connection is lost */
  async function listen(working: () => void): Promise<void> {
    const client = new Client({ connectionString: databaseUrl, query_timeout: queryTimeoutMs });
    const ended = new AbortController();
    const end = () => ended.abort();
    client.on('error', end);
    client.on('end', end);
    stopping.signal.addEventListener('abort', end, { once: true });
    client.on('notification', ({ payload = '' }) => dispatch(payload, listener));
    try {
      await client.connect();
      // Announcements need not survive a database crash, so they don't wait for the disk.
      await client.query(`SET synchronous_commit = off`);
      await client.query(`LISTEN ${channel}`);
      connected = client;
      working();
      onGap();
      if (stopping.signal.aborted) end();
      while (!ended.signal.aborted) {
        await pause(checkEveryMs, ended.signal);
        if (!ended.signal.aborted) await client.query('SELECT 1');
      }
      if (!stopping.signal.aborted) throw new TransientError('the connection has ended');
    } finally {
      connected = null;
      stopping.signal.removeEventListener('abort', end);
      await client.end().catch(() => undefined);
    }
  }

  const done = retryUntilStopped(listen, {
    signal: stopping.signal,
    onFailure(err, { failures, retryInMs }) {
      announced = [];
      log.warn({ err, failures, retryInMs }, 'order listener disconnected; will reconnect');
    },
  });

  return {
    announce(order) {
      if (!connected) return;
      announced.push(JSON.stringify({ orders: [order] }));
      void flush();
    },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

function dispatch(payload: string, { onChange, onSessionRevoked, log }: OrderListener): void {
  try {
    const change = notification.parse(JSON.parse(payload));
    if ('sid' in change) onSessionRevoked(change.sid);
    else for (const order of change.orders) onChange(order);
  } catch (err) {
    log.warn({ err }, 'ignoring an unknown notification');
  }
}
