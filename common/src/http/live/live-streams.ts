import type { Logger } from '../../log/index.ts';
import { Counter, Gauge, type Registry } from '../../metrics/index.ts';
import { limitConcurrency } from '../../pacing/index.ts';
import { isDisconnected, onDisconnect } from '../disconnect.ts';
import { HttpError } from '../http-error.ts';
import type { Reply } from '../route.ts';
import { type Follower, Followers, followerOf } from './followers.ts';
import type { LiveEvent, NewStream } from './new-stream.ts';

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

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

function endAt(expiresAt: Date, { res, outbound }: Follower): void {
  const afterMs = Math.min(Math.max(0, expiresAt.getTime() - Date.now()), longestTimerMs);
  const timer = setTimeout(outbound.end, afterMs).unref();
  onDisconnect(res, () => clearTimeout(timer));
}

/**
 * Fans one source of changes out to many server-sent event streams. Each stream begins with the current state, so a
 * reconnecting reader misses nothing. Slow readers are disconnected; their buffers are bounded. The states of a stream:
 * {@link Follower}. Source: WHATWG HTML, section 9.2 "Server-sent events".
 */
export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { log, metrics, maxPerClient, maxStreams = 5_000, heartbeatMs = 15_000 } = options;
  const followers = new Followers();
  const sender = createSender(followers, options);
  watchFollowers(followers, metrics);
  const beat = setInterval(sender.heartbeat, heartbeatMs).unref();
  let isClosed = false;

  /** @throws HttpError 429 or 503 */
  function admit({ client }: NewStream): void {
    if (isClosed || followers.size >= maxStreams) throw tooMany(503, 'Too many live updates; try again shortly');
    if (followers.countOfClient(client) >= maxPerClient) throw tooMany(429, 'Too many live streams are open');
  }

  return {
    async open(stream) {
      admit(stream);
      const follower = followerOf(stream);
      const { outbound } = follower;
      // A client that disconnected during authentication follows nothing.
      if (isDisconnected(stream.res)) return { status: 200, headers, stream: outbound };
      followers.add(follower);
      onDisconnect(stream.res, () => followers.remove(follower));
      if (stream.expiresAt) endAt(stream.expiresAt, follower);
      outbound.push('retry', `retry: ${retryMs}\n\n`);
      await sender.load(follower).catch((error: unknown) => {
        followers.remove(follower);
        throw error;
      });
      return { status: 200, headers, stream: outbound };
    },
    isFollowed: (topic) => followers.isFollowed(topic),
    publish(topic, event) {
      for (const follower of followers.ofTopic(topic)) sender.sendChange(follower, event);
    },
    end(topic) {
      for (const { outbound } of followers.ofTopic(topic)) outbound.end();
    },
    refresh() {
      for (const follower of followers.all()) {
        sender.load(follower).catch((err: unknown) => {
          log.warn({ err }, 'snapshot failed; closing the stream so that its reader reconnects');
          follower.outbound.end();
        });
      }
    },
    close() {
      isClosed = true;
      clearInterval(beat);
      for (const { outbound } of followers.all()) outbound.end();
    },
  };
}

/** Sends frames to followers and disconnects those that don't read them. */
function createSender(
  followers: Followers,
  { metrics, maxBuffered = 1_000, maxConcurrentSnapshots = 20 }: LiveStreamsOptions,
) {
  const withSnapshotSlot = limitConcurrency(maxConcurrentSnapshots);
  const cuts = new Counter({
    name: 'http_live_streams_cut_total',
    help: 'Streams closed because of a slow reader',
    registers: [metrics],
  });
  const cut = (follower: Follower) => {
    cuts.inc();
    follower.res.destroy();
    followers.remove(follower);
  };
  const push = (follower: Follower, key: string, frame: string) => {
    follower.outbound.push(key, frame);
    if (follower.outbound.size() > maxBuffered) cut(follower);
  };
  const sendSnapshot = async (follower: Follower) => {
    if (!followers.has(follower)) return;
    follower.changed.clear();
    const events = await follower.snapshot();
    for (const event of events) if (!follower.changed.has(event.key)) push(follower, event.key, frameOf(event));
  };

  return {
    heartbeat(): void {
      for (const follower of followers.all()) {
        // A reader that has not consumed the last heartbeat has consumed nothing since.
        if (follower.outbound.isWaiting(heartbeat)) cut(follower);
        else push(follower, heartbeat, ':\n\n');
      }
    },
    sendChange(follower: Follower, event: LiveEvent): void {
      follower.changed.add(event.key);
      push(follower, event.key, frameOf(event));
    },
    /** Sends a snapshot. @throws any error of its read */
    load(follower: Follower): Promise<void> {
      const sent = follower.loaded.then(() => withSnapshotSlot(() => sendSnapshot(follower)));
      follower.loaded = sent.catch(() => undefined);
      return sent;
    },
  };
}

function watchFollowers(followers: Followers, metrics: Registry): void {
  new Gauge({
    name: 'http_live_streams',
    help: 'Open server-sent event streams',
    registers: [metrics],
    collect() {
      this.set(followers.size);
    },
  });
}
