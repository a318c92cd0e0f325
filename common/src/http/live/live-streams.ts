import type { Response } from 'express';
import type { Logger } from '../../log/index.ts';
import { Counter, Gauge, type Registry } from '../../metrics/index.ts';
import { isDisconnected, onDisconnect } from '../disconnect.ts';
import { HttpError } from '../http-error.ts';
import type { Reply } from '../route.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { createOutbound, type Outbound } from './outbound.ts';

/** The current state of an entity, sent to its followers. */
export interface LiveEvent {
  /** The entity. While a reader is slow, only the latest event per key is kept for it. */
  key: string;
  event: string;
  id: string;
  data: unknown;
}

export interface LiveStreamsOptions {
  log: Logger;
  metrics: Registry;
  /** Maximum number of streams per user, or per address, in this process. */
  maxPerClient: number;
  /** Maximum number of streams in this process; each costs a connection and about 50 kB. */
  maxStreams?: number;
  heartbeatMs?: number;
  /** Maximum number of events buffered for one reader; a slower reader is disconnected. */
  maxBuffered?: number;
  /** Maximum number of concurrent snapshot reads; after a gap every stream needs one. */
  maxConcurrentSnapshots?: number;
}

export interface NewStream {
  res: Response;
  /** The client whose streams are counted: a user id or an address. */
  client: string;
  /** The topics to follow. */
  topics: readonly string[];
  /** When the stream ends: at the end of its session. */
  expiresAt?: Date;
  /** Reads the current state of everything followed; read again after a gap. */
  snapshot: () => Promise<LiveEvent[]>;
}

export interface LiveStreams {
  /**
   * Opens a stream that begins with a snapshot.
   * @throws HttpError 429 or 503 too_many_streams, and any error of the first snapshot
   */
  open(stream: NewStream): Promise<Reply>;
  /** Whether any stream of this process follows a topic. */
  isFollowed(topic: string): boolean;
  publish(topic: string, event: LiveEvent): void;
  /** Ends all streams that follow a topic. */
  end(topic: string): void;
  /** Sends every stream a new snapshot, because changes may have been missed. */
  refresh(): void;
  /** Ends every stream and refuses new ones, so that the server can close. */
  close(): void;
}

interface Follower extends NewStream {
  outbound: Outbound;
  leave(): void;
  /** Keys that changed while a snapshot was being read; the snapshot's state of them is stale. */
  changed: Set<string>;
  /** The last snapshot; snapshots of one follower run one after the other. */
  refreshing: Promise<void>;
}

/** Reconnection delay for browsers. */
const retryMs = 2_000;
const heartbeat = 'heartbeat';

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // Prevents a connection whose stream ends during shutdown from being kept alive for another request.
  Connection: 'close',
  // Without this, nginx buffers events.
  'X-Accel-Buffering': 'no',
};

const tooMany = (status: 429 | 503, message: string) =>
  new HttpError(status, [{ message, code: 'too_many_streams' }], { 'Retry-After': '5' });

const frameOf = ({ event, id, data }: LiveEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const followerOf = (stream: NewStream): Follower => ({
  ...stream,
  outbound: createOutbound(),
  leave: () => undefined,
  changed: new Set<string>(),
  refreshing: Promise.resolve(),
});

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

function endAt(expiresAt: Date, { res, outbound }: Follower): void {
  const afterMs = Math.min(Math.max(0, expiresAt.getTime() - Date.now()), longestTimerMs);
  const timer = setTimeout(outbound.end, afterMs).unref();
  onDisconnect(res, () => clearTimeout(timer));
}

/**
 * Fans one source of changes out to many server-sent event streams. Each stream begins with the current state, so a
 * reconnecting reader misses nothing. Slow readers are disconnected; their buffers are bounded. Source: WHATWG HTML,
 * section 9.2 "Server-sent events".
 */
export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { log, metrics, maxPerClient, maxStreams = 5_000, heartbeatMs = 15_000, maxBuffered = 1_000 } = options;
  const withSnapshotSlot = limitConcurrency(options.maxConcurrentSnapshots ?? 20);
  const byTopic = new Map<string, Set<Follower>>();
  const byClient = new Map<string, number>();
  const followers = new Set<Follower>();
  let isClosed = false;
  const registers = [metrics];
  new Gauge({
    name: 'http_live_streams',
    help: 'Open server-sent event streams',
    registers,
    collect() {
      this.set(followers.size);
    },
  });
  const cuts = new Counter({
    name: 'http_live_streams_cut_total',
    help: 'Streams closed because of a slow reader',
    registers,
  });

  const cut = ({ res, leave }: Follower) => {
    cuts.inc();
    res.destroy();
    leave();
  };
  const push = (follower: Follower, key: string, frame: string) => {
    follower.outbound.push(key, frame);
    if (follower.outbound.size() > maxBuffered) cut(follower);
  };
  const beat = setInterval(() => {
    for (const follower of followers) {
      // A reader that has not consumed the last heartbeat has consumed nothing since.
      if (follower.outbound.isWaiting(heartbeat)) cut(follower);
      else push(follower, heartbeat, ':\n\n');
    }
  }, heartbeatMs).unref();

  function join(follower: Follower): void {
    const { client, topics } = follower;
    followers.add(follower);
    byClient.set(client, (byClient.get(client) ?? 0) + 1);
    for (const topic of topics) byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(follower));
    follower.leave = () => {
      if (!followers.delete(follower)) return;
      follower.outbound.end();
      const left = (byClient.get(client) ?? 1) - 1;
      if (left > 0) byClient.set(client, left);
      else byClient.delete(client);
      for (const topic of topics) {
        byTopic.get(topic)?.delete(follower);
        if (byTopic.get(topic)?.size === 0) byTopic.delete(topic);
      }
    };
  }

  function sendSnapshot(follower: Follower): Promise<void> {
    const sendOnce = async () => {
      if (!followers.has(follower)) return;
      follower.changed.clear();
      const events = await follower.snapshot();
      for (const event of events) if (!follower.changed.has(event.key)) push(follower, event.key, frameOf(event));
    };
    const sent = follower.refreshing.then(() => withSnapshotSlot(sendOnce));
    follower.refreshing = sent.catch(() => undefined);
    return sent;
  }

  return {
    async open(stream) {
      if (isClosed || followers.size >= maxStreams) throw tooMany(503, 'Too many live updates; try again shortly');
      if ((byClient.get(stream.client) ?? 0) >= maxPerClient) throw tooMany(429, 'Too many live streams are open');
      const follower = followerOf(stream);
      const { outbound } = follower;
      // A client that disconnected during authentication follows nothing.
      if (isDisconnected(stream.res)) return { status: 200, headers, stream: outbound };
      join(follower);
      onDisconnect(stream.res, follower.leave);
      if (stream.expiresAt) endAt(stream.expiresAt, follower);
      outbound.push('retry', `retry: ${retryMs}\n\n`);
      await sendSnapshot(follower).catch((error: unknown) => {
        follower.leave();
        throw error;
      });
      return { status: 200, headers, stream: outbound };
    },
    isFollowed: (topic) => byTopic.has(topic),
    publish(topic, event) {
      for (const follower of byTopic.get(topic) ?? []) {
        follower.changed.add(event.key);
        push(follower, event.key, frameOf(event));
      }
    },
    end(topic) {
      for (const { outbound } of byTopic.get(topic) ?? []) outbound.end();
    },
    refresh() {
      for (const follower of followers) {
        sendSnapshot(follower).catch((err: unknown) => {
          log.warn({ err }, 'snapshot failed; closing the stream so that its reader reconnects');
          follower.outbound.end();
        });
      }
    },
    close() {
      isClosed = true;
      clearInterval(beat);
      for (const { outbound } of followers) outbound.end();
    },
  };
}
