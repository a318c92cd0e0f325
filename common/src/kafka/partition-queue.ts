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

interface Hold {
  since: number;
  until: number;
  failures: number;
}

/**
 * Creates the queue of one partition's messages from fetch to completion. It decides which are ready and how far the
 * partition may be committed. A key or partition in backoff blocks nothing else.
 */
export function createPartitionQueue({ topic, partition, ordering, waitMsOf, isUnbatched }: PartitionQueueOptions) {
  /** In offset order. */
  let waiting: QueuedMessage[] = [];
  const inFlight = new Set<QueuedMessage>();
  const heldKeys = new Map<string, Hold>();
  let partitionHold: Hold | null = null;
  /** The offset after the last fetched message. */
  let fetchedTo = 0;

  const keyOf = ({ key, offset }: IncomingMessage): string => {
    if (ordering === 'partition') return '';
    return key === null ? `offset ${offset}` : key.toString('latin1');
  };
  const extendHold = (hold: Hold | null | undefined, now: number): Hold => {
    const failures = (hold?.failures ?? 0) + 1;
    return { since: hold?.since ?? now, until: now + backoffDelayMs(failures), failures };
  };
  const blockedKeys = (now: number): Set<string> => {
    const keys = new Set<string>();
    for (const { key } of inFlight) keys.add(key);
    for (const [key, { until }] of heldKeys) if (until > now) keys.add(key);
    return keys;
  };

  return {
    topic,
    partition,
    /** @param nextOffset the offset after the last record of the fetch, which may be a control record */
    add(messages: readonly IncomingMessage[], nextOffset: number): void {
      for (const message of messages) waiting.push({ message, key: keyOf(message), isUnbatched: isUnbatched(message) });
      fetchedTo = nextOffset;
    },

    size: (): number => waiting.length + inFlight.size,

    /** Whether the last attempt failed: until one succeeds, messages are processed one by one. */
    isFailing: (): boolean => partitionHold !== null,

    /** Takes ready messages: up to `limit`, or a single unbatched one. */
    take(limit: number, now: number): QueuedMessage[] {
      if (partitionHold && partitionHold.until > now) return [];
      const blocked = blockedKeys(now);
      const taken: QueuedMessage[] = [];
      for (const queued of waiting) {
        if (taken.length >= limit) break;
        if (blocked.has(queued.key)) continue;
        if (waitMsOf(queued.message) > 0) break;
        if (queued.isUnbatched) {
          if (taken.length === 0) taken.push(queued);
          // An unbatched message is taken alone, by this call or by a later one.
          if (taken[0] === queued) break;
          blocked.add(queued.key);
          continue;
        }
        taken.push(queued);
      }
      if (taken.length > 0) {
        const chosen = new Set(taken);
        waiting = waiting.filter((queued) => !chosen.has(queued));
        for (const queued of taken) inFlight.add(queued);
      }
      return taken;
    },

    /** When the next message becomes ready, milliseconds of the monotonic clock; null if unknown. */
    nextReadyAt(now: number): number | null {
      if (waiting.length === 0) return null;
      if (partitionHold && partitionHold.until > now) return partitionHold.until;
      const [first] = waiting;
      const waitMs = first ? waitMsOf(first.message) : 0;
      if (waitMs > 0) return now + waitMs;
      const held = [...heldKeys.values()].map(({ until }) => until).filter((until) => until > now);
      return held.length > 0 ? Math.min(...held) : null;
    },

    /** Marks messages as processed. */
    finish(done: Iterable<QueuedMessage>): void {
      partitionHold = null;
      for (const queued of done) {
        inFlight.delete(queued);
        heldKeys.delete(queued.key);
      }
    },

    /** Requeues messages, each to be processed alone when `isUnbatched`. */
    requeue(messages: readonly QueuedMessage[], { isUnbatched = false } = {}): void {
      for (const queued of messages) {
        inFlight.delete(queued);
        queued.isUnbatched ||= isUnbatched;
      }
      waiting = [...messages, ...waiting].sort((a, b) => Number(a.message.offset) - Number(b.message.offset));
    },

    /** Puts the partition into backoff. @returns its duration, milliseconds */
    startBackoff(now: number): { retryInMs: number; attempt: number } {
      partitionHold = extendHold(partitionHold, now);
      return { retryInMs: Math.round(partitionHold.until - now), attempt: partitionHold.failures };
    },

    /** Puts one key into backoff; other keys proceed. @returns its duration, milliseconds */
    holdKey(key: string, now: number): { retryInMs: number; attempt: number } {
      const hold = extendHold(heldKeys.get(key), now);
      heldKeys.set(key, hold);
      return { retryInMs: Math.round(hold.until - now), attempt: hold.failures };
    },

    /** When the oldest hold began, milliseconds of the monotonic clock. */
    heldBackSince: (): number | null => {
      const since = [
        ...(partitionHold ? [partitionHold.since] : []),
        ...[...heldKeys.values()].map((hold) => hold.since),
      ];
      return since.length > 0 ? Math.min(...since) : null;
    },

    /** Every message below this offset is processed. */
    position(): number {
      const unfinished = [...inFlight, ...waiting.slice(0, 1)].map(({ message }) => Number(message.offset));
      return unfinished.length > 0 ? Math.min(...unfinished) : fetchedTo;
    },
  };
}

export type PartitionQueue = ReturnType<typeof createPartitionQueue>;
