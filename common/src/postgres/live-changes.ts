import { Client } from 'pg';
import { z } from 'zod';
import { pause, retryUntilStopped } from '../backoff/index.ts';
import { TransientError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';

/** Interval of the check that detects a dead connection. */
const checkEveryMs = 10_000;
const queryTimeoutMs = 5_000;

/** How a service's triggers announce changed rows: `NOTIFY channel` with `{"<list>": [row, …]}`, or `{"sid": …}` for a session. */
export interface ChangeChannel<Changed> {
  channel: string;
  list: string;
  changed: z.ZodType<Changed>;
}

export interface ChangeListener<Changed> {
  onChange: (changed: Changed) => void;
  onSessionRevoked: (sid: string) => void;
  /** Called when changes may have been missed: at the start and after each outage. */
  onGap: () => void;
  log: Logger;
}

export interface ChangeFeed<Changed> {
  /**
   * Notifies every replica of a new row, after its commit; a trigger announces updates. If the process crashes in between,
   * other windows of its owner show the row after they reconnect.
   */
  announce(changed: Changed): void;
  stop(): Promise<void>;
}

/** Listens to changed rows on one connection per process. */
export function listenToChanges<Changed>(
  databaseUrl: string,
  source: ChangeChannel<Changed>,
  listener: ChangeListener<Changed>,
): ChangeFeed<Changed> {
  const { channel, list } = source;
  const { log, onGap } = listener;
  const dispatch = dispatcherOf(source, listener);
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
        .catch((err: unknown) => log.warn({ err, count: payloads.length }, 'new rows not announced'));
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
    client.on('notification', ({ payload = '' }) => dispatch(payload));
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
      log.warn({ err, channel, failures, retryInMs }, 'listener of changes disconnected; will reconnect');
    },
  });

  return {
    announce(changed) {
      if (!connected) return;
      announced.push(JSON.stringify({ [list]: [changed] }));
      void flush();
    },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

function dispatcherOf<Changed>(
  { channel, list, changed }: ChangeChannel<Changed>,
  { onChange, onSessionRevoked, log }: ChangeListener<Changed>,
) {
  const rows = z.object({ [list]: z.array(changed) }).transform((payload) => payload[list] ?? []);
  const notification = z.union([rows, z.object({ sid: z.string() })]);
  return (payload: string): void => {
    try {
      const change = notification.parse(JSON.parse(payload));
      if (Array.isArray(change)) for (const row of change) onChange(row);
      else onSessionRevoked(change.sid);
    } catch (err) {
      log.warn({ err, channel }, 'ignoring an unknown notification');
    }
  };
}
