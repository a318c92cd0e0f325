import type { Response } from 'express';
import type { Logger } from '../../log/index.ts';
import { Counter, Gauge, type Registry } from '../../metrics/index.ts';
import { hasLeft, onDeparture } from '../departure.ts';
import { HttpError } from '../http-error.ts';
import type { Reply } from '../route.ts';
import { atMost } from './at-most.ts';
import { createOutbound, type Outbound } from './outbound.ts';

/** The state of something, told to those who follow it. */
export interface LiveEvent {
  /** Whose state: while a reader is slow, only the last of a key waits for it. */
  key: string;
  event: string;
  id: string;
  data: unknown;
}

export interface LiveStreamsOptions {
  log: Logger;
  metrics: Registry;
  /** Streams that one user, or one address, may have at this process. */
  maxPerClient: number;
  /** Streams of this process; each costs a connection and some 50 kB. */
  maxStreams?: number;
  heartbeatMs?: number;
  /** States that may wait for one reader; one that lets more pile up is cut. */
  maxWaiting?: number;
  /** Snapshots that are read at once; after a gap every stream needs one. */
  snapshotsAtOnce?: number;
}

export interface NewStream {
  res: Response;
  /** Who is counted: a user's id or an address. */
  client: string;
  /** What it follows. */
  topics: readonly string[];
  /** When the stream ends by itself, with its session. */
  expiresAt?: Date;
  /** The present state of all that is followed; read again after a gap. */
  snapshot: () => Promise<LiveEvent[]>;
}

export interface LiveStreams {
  /**
   * Begins a stream with a snapshot. @throws HttpError 429 or 503 too_many_streams, and whatever the first snapshot throws
   */
  open(stream: NewStream): Promise<Reply>;
  /** Whether anybody here follows a topic. */
  isFollowed(topic: string): boolean;
  publish(topic: string, event: LiveEvent): void;
  /** Ends the streams that follow a topic. */
  end(topic: string): void;
  /** Changes may have been missed: everybody gets a snapshot again. */
  refresh(): void;
  /** Ends every stream and refuses new ones, so that the server can close. */
  close(): void;
}

interface Follower extends NewStream {
  outbound: Outbound;
  leave(): void;
  /** Keys that changed while a snapshot was being read: what it says of them is older. */
  changed: Set<string>;
  /** Snapshots, one after the other. */
  refreshing: Promise<void>;
}

/** Browsers wait so long before they connect again. */
const retryMs = 2_000;
const heartbeat = 'heartbeat';

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // So that a connection that ends its stream while the server closes is not kept, idle, for the next request.
  Connection: 'close',
  // nginx would otherwise hold events back until its buffer is full.
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

/** A timer that is set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

function endAt(expiresAt: Date, { res, outbound }: Follower): void {
  const afterMs = Math.min(Math.max(0, expiresAt.getTime() - Date.now()), longestTimerMs);
  const timer = setTimeout(outbound.end, afterMs).unref();
  onDeparture(res, () => clearTimeout(timer));
}

/**
 * Server-sent events to any number of readers from one source of changes a process. Each stream begins with the present
 * state, so a reader that connects again has missed nothing; slow readers are cut, never buffered without limit.
 * Source: WHATWG HTML, 9.2 "Server-sent events".
 */
export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { log, metrics, maxPerClient, maxStreams = 5_000, heartbeatMs = 15_000, maxWaiting = 1_000 } = options;
  const inTurn = atMost(options.snapshotsAtOnce ?? 20);
  const byTopic = new Map<string, Set<Follower>>();
  const byClient = new Map<string, number>();
  const followers = new Set<Follower>();
  let isClosed = false;
  const registers = [metrics];
  new Gauge({
    name: 'http_live_streams',
    help: 'Open streams of server-sent events',
    registers,
    collect() {
      this.set(followers.size);
    },
  });
  const cuts = new Counter({ name: 'http_live_streams_cut_total', help: 'Streams cut: the reader is slow', registers });

  const cut = ({ res, leave }: Follower) => {
    cuts.inc();
    res.destroy();
    leave();
  };
  const push = (follower: Follower, key: string, frame: string) => {
    follower.outbound.push(key, frame);
    if (follower.outbound.size() > maxWaiting) cut(follower);
  };
  const beat = setInterval(() => {
    for (const follower of followers) {
      // Whoever has not taken the last heartbeat has taken nothing since.
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
    const sent = follower.refreshing.then(() => inTurn(sendOnce));
    follower.refreshing = sent.catch(() => undefined);
    return sent;
  }

  return {
    async open(stream) {
      if (isClosed || followers.size >= maxStreams) throw tooMany(503, 'Too many live updates; try again shortly');
      if ((byClient.get(stream.client) ?? 0) >= maxPerClient) throw tooMany(429, 'You follow too much at once');
      const follower = followerOf(stream);
      const { outbound } = follower;
      // Whoever left while we looked who it is follows nothing.
      if (hasLeft(stream.res)) return { status: 200, headers, stream: outbound };
      join(follower);
      onDeparture(stream.res, follower.leave);
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
          log.warn({ err }, 'a stream lost its state; ending it, its reader comes again');
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
