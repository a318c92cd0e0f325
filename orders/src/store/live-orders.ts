import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { Client } from 'pg';
import { z } from 'zod';

const channel = 'live_orders';
const reconnectAfterMs = 1_000;
/** A connection that is dead and does not know it is found within this. */
const checkEveryMs = 10_000;
const answerWithinMs = 5_000;

const changedOrder = z.object({ orderId: z.string(), userId: z.string() });
const notification = z.union([z.object({ orders: z.array(changedOrder) }), z.object({ sid: z.string() })]);

export interface ChangedOrder {
  orderId: string;
  userId: string;
}

export interface OrderListener {
  onChange: (order: ChangedOrder) => void;
  onSessionRevoked: (sid: string) => void;
  /** Changes may have been missed before this: at the start, and after each outage. */
  onGap: () => void;
  log: Logger;
}

export interface LiveOrders {
  /**
   * Tells every replica of a new order, after its commit; updates tell of themselves. A process that dies right then tells
   * nobody: other windows of the buyer see the order when they connect again.
   */
  announce(order: ChangedOrder): void;
  stop(): Promise<void>;
}

/** Listens to changes of orders by one connection a process. */
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
        .catch((err: unknown) => log.warn({ err, count: payloads.length }, 'new orders were not announced'));
    }
    isFlushing = false;
  }

  async function listen(): Promise<void> {
    const client = new Client({ connectionString: databaseUrl, query_timeout: answerWithinMs });
    const over = new AbortController();
    const end = () => over.abort();
    client.on('error', end);
    client.on('end', end);
    stopping.signal.addEventListener('abort', end, { once: true });
    client.on('notification', ({ payload = '' }) => pass(payload, listener));
    try {
      await client.connect();
      // An announcement need not survive a crash of the database, so nobody waits for the disk.
      await client.query(`SET synchronous_commit = off`);
      await client.query(`LISTEN ${channel}`);
      connected = client;
      onGap();
      if (stopping.signal.aborted) end();
      while (!over.signal.aborted) {
        await pause(checkEveryMs, over.signal);
        if (!over.signal.aborted) await client.query('SELECT 1');
      }
    } finally {
      connected = null;
      stopping.signal.removeEventListener('abort', end);
      await client.end().catch(() => undefined);
    }
  }

  const loop = async () => {
    while (!stopping.signal.aborted) {
      await listen().catch((err: unknown) =>
        log.warn({ err, reconnectAfterMs }, 'not listening to orders; trying again'),
      );
      announced = [];
      await pause(reconnectAfterMs, stopping.signal);
    }
  };
  const done = loop();

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

function pass(payload: string, { onChange, onSessionRevoked, log }: OrderListener): void {
  try {
    const told = notification.parse(JSON.parse(payload));
    if ('sid' in told) onSessionRevoked(told.sid);
    else for (const order of told.orders) onChange(order);
  } catch (err) {
    log.warn({ err }, 'a notification that nobody here has sent');
  }
}
