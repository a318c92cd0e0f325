import { backoffDelayMs } from '../backoff/index.ts';
import type { IncomingMessage } from './incoming-message.ts';

/** `key` preserves the order of messages with the same key; `partition`, that of a whole partition. */
export type Ordering = 'key' | 'partition';

export interface QueuedMessage {
  message: IncomingMessage;
  /** Messages with the same key are processed sequentially. */
  key: string;
  /** Processed alone, because it failed in a batch or needs its own transaction. */
  isUnbatched: boolean;
}

export interface PartitionQueueOptions {
  topic: string;
  partition: number;
  ordering: Ordering;
  /** Milliseconds until a message may be processed, ≤ 0 for now. */
  waitMsOf: (message: IncomingMessage) => number;
  isUnbatched: (message: IncomingMessage) => boolean;
}

/** A backoff. Times are milliseconds of the monotonic clock. */
interface Hold {
  since: number;
  until: number;
  failures: number;
}

/** A backoff that has just begun: its duration, and its number since the last success. */
export interface StartedBackoff {
  retryInMs: number;
  attempt: number;
}

/**
 * The queue of one partition's messages from fetch to completion. It decides which messages are ready and how far the
 * partition may be committed.
 *
 * A message is in one of these states:
 *
 *     waiting ──take──▶ in flight ──finish──▶ done
 *        ▲                  │
 *        └─────requeue──────┘
 *
 * A waiting message is *ready* unless its partition is failing and in backoff, its key is in flight or held, or its
 * time has not come (retry topics). The partition is *failing* from `startBackoff` until the next `finish`; a key is
 * *held* from `holdKey` until a message with this key finishes. Neither blocks another partition or key.
 */
export class PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  readonly #options: PartitionQueueOptions;
  /** In offset order. */
  #waiting: QueuedMessage[] = [];
  readonly #inFlight = new Set<QueuedMessage>();
  readonly #heldKeys = new Map<string, Hold>();
  #partitionHold: Hold | null = null;
  /** The offset after the last fetched message. */
  #fetchedTo = 0;

  constructor(options: PartitionQueueOptions) {
    this.topic = options.topic;
    this.partition = options.partition;
    this.#options = options;
  }

  /** @param nextOffset the offset after the last record of the fetch, which may be a control record */
  add(messages: readonly IncomingMessage[], nextOffset: number): void {
    for (const message of messages)
      this.#waiting.push({ message, key: this.#keyOf(message), isUnbatched: this.#options.isUnbatched(message) });
    this.#fetchedTo = nextOffset;
  }

  size(): number {
    return this.#waiting.length + this.#inFlight.size;
  }

  /** Whether the last attempt failed: until one succeeds, messages are processed one by one. */
  isFailing(): boolean {
    return this.#partitionHold !== null;
  }

  /** Takes ready messages: up to `limit`, or a single unbatched one. */
  take(limit: number, now: number): QueuedMessage[] {
    if (this.#partitionHold && this.#partitionHold.until > now) return [];
    const taken = this.#readyMessages(limit, now);
    if (taken.length === 0) return taken;
    const chosen = new Set(taken);
    this.#waiting = this.#waiting.filter((queued) => !chosen.has(queued));
    for (const queued of taken) this.#inFlight.add(queued);
    return taken;
  }

  #readyMessages(limit: number, now: number): QueuedMessage[] {
    const blocked = this.#blockedKeys(now);
    const ready: QueuedMessage[] = [];
    for (const queued of this.#waiting) {
      if (ready.length >= limit) break;
      if (blocked.has(queued.key)) continue;
      if (this.#options.waitMsOf(queued.message) > 0) break;
      if (!queued.isUnbatched) {
        ready.push(queued);
        continue;
      }
      // An unbatched message is taken alone, by this call or by a later one.
      if (ready.length === 0) return [queued];
      blocked.add(queued.key);
    }
    return ready;
  }

  #blockedKeys(now: number): Set<string> {
    const keys = new Set<string>();
    for (const { key } of this.#inFlight) keys.add(key);
    for (const [key, { until }] of this.#heldKeys) if (until > now) keys.add(key);
    return keys;
  }

  /** When the next message becomes ready, milliseconds of the monotonic clock; null if unknown. */
  nextReadyAt(now: number): number | null {
    const [first] = this.#waiting;
    if (!first) return null;
    if (this.#partitionHold && this.#partitionHold.until > now) return this.#partitionHold.until;
    const waitMs = this.#options.waitMsOf(first.message);
    if (waitMs > 0) return now + waitMs;
    const held = [...this.#heldKeys.values()].map(({ until }) => until).filter((until) => until > now);
    return held.length > 0 ? Math.min(...held) : null;
  }

  /** Marks messages in flight as done. */
  finish(done: Iterable<QueuedMessage>): void {
    this.#partitionHold = null;
    for (const queued of done) {
      this.#land(queued);
      this.#heldKeys.delete(queued.key);
    }
  }

  /** Returns messages in flight to the waiting ones, each to be processed alone when `isUnbatched`. */
  requeue(messages: readonly QueuedMessage[], { isUnbatched = false } = {}): void {
    for (const queued of messages) {
      this.#land(queued);
      queued.isUnbatched ||= isUnbatched;
    }
    this.#waiting = [...messages, ...this.#waiting].sort((a, b) => Number(a.message.offset) - Number(b.message.offset));
  }

  #land(queued: QueuedMessage): void {
    if (!this.#inFlight.delete(queued)) throw new Error(`offset ${queued.message.offset} is not in flight`);
  }

  /** Puts the partition into backoff. */
  startBackoff(now: number): StartedBackoff {
    this.#partitionHold = extendHold(this.#partitionHold, now);
    return startedBackoff(this.#partitionHold, now);
  }

  /** Puts one key into backoff; other keys proceed. */
  holdKey(key: string, now: number): StartedBackoff {
    const hold = extendHold(this.#heldKeys.get(key), now);
    this.#heldKeys.set(key, hold);
    return startedBackoff(hold, now);
  }

  /** When the oldest hold began, milliseconds of the monotonic clock. */
  heldBackSince(): number | null {
    const holds = [...(this.#partitionHold ? [this.#partitionHold] : []), ...this.#heldKeys.values()];
    return holds.length > 0 ? Math.min(...holds.map(({ since }) => since)) : null;
  }

  /** Every message below this offset is done. */
  position(): number {
    const unfinished = [...this.#inFlight, ...this.#waiting.slice(0, 1)].map(({ message }) => Number(message.offset));
    return unfinished.length > 0 ? Math.min(...unfinished) : this.#fetchedTo;
  }

  #keyOf({ key, offset }: IncomingMessage): string {
    if (this.#options.ordering === 'partition') return '';
    return key === null ? `offset ${offset}` : key.toString('latin1');
  }
}

const extendHold = (hold: Hold | null | undefined, now: number): Hold => {
  const failures = (hold?.failures ?? 0) + 1;
  return { since: hold?.since ?? now, until: now + backoffDelayMs(failures), failures };
};

const startedBackoff = ({ until, failures }: Hold, now: number): StartedBackoff => ({
  retryInMs: Math.round(until - now),
  attempt: failures,
});
