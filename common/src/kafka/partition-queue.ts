import { backoffDelayMs } from '../backoff/index.ts';
import type { IncomingMessage } from './incoming-message.ts';

/** Messages with one key keep their order. `partition`: all messages of a partition keep theirs. */
export type Ordering = 'key' | 'partition';

export interface QueuedMessage {
  message: IncomingMessage;
  /** Messages with the same key are processed one after the other. */
  key: string;
  /** It failed in a batch, or it needs a transaction of its own. */
  isAlone: boolean;
}

export interface PartitionQueueOptions {
  topic: string;
  partition: number;
  ordering: Ordering;
  /** Milliseconds until a message may be processed, ≤ 0 for now. */
  waitMsOf: (message: IncomingMessage) => number;
  isAlone: (message: IncomingMessage) => boolean;
}

interface Hold {
  since: number;
  until: number;
  failures: number;
}

const backoff = { baseMs: 200, capMs: 15_000 };

/**
 * The messages of one partition from their fetch until they are processed. It knows which may be processed next and how
 * far the partition may be committed. A held key, or a partition at rest, holds back nothing else.
 */
export function createPartitionQueue({ topic, partition, ordering, waitMsOf, isAlone }: PartitionQueueOptions) {
  /** In the order of their offsets. */
  let waiting: QueuedMessage[] = [];
  const atWork = new Set<QueuedMessage>();
  const heldKeys = new Map<string, Hold>();
  let rest: Hold | null = null;
  /** The offset after the last message that was fetched. */
  let fetchedTo = 0;

  const keyOf = ({ key, offset }: IncomingMessage): string => {
    if (ordering === 'partition') return '';
    return key === null ? `offset ${offset}` : key.toString('latin1');
  };
  const extended = (hold: Hold | null | undefined, now: number): Hold => {
    const failures = (hold?.failures ?? 0) + 1;
    return { since: hold?.since ?? now, until: now + backoffDelayMs(failures, backoff), failures };
  };
  const blockedKeys = (now: number): Set<string> => {
    const keys = new Set<string>();
    for (const { key } of atWork) keys.add(key);
    for (const [key, { until }] of heldKeys) if (until > now) keys.add(key);
    return keys;
  };

  return {
    topic,
    partition,
    /** @param nextOffset the offset after the last one of the fetch, which may be of a record that is no message */
    add(messages: readonly IncomingMessage[], nextOffset: number): void {
      for (const message of messages) waiting.push({ message, key: keyOf(message), isAlone: isAlone(message) });
      fetchedTo = nextOffset;
    },

    size: (): number => waiting.length + atWork.size,

    /** Whether its last attempt failed: until one succeeds, it is tried by itself. */
    isFailing: (): boolean => rest !== null,

    /** Takes messages that may be processed now: up to `limit`, or one that must be alone. */
    take(limit: number, now: number): QueuedMessage[] {
      if (rest && rest.until > now) return [];
      const blocked = blockedKeys(now);
      const taken: QueuedMessage[] = [];
      for (const queued of waiting) {
        if (taken.length >= limit) break;
        if (blocked.has(queued.key)) continue;
        if (waitMsOf(queued.message) > 0) break;
        if (queued.isAlone) {
          if (taken.length === 0) taken.push(queued);
          // One that must be alone is taken alone, by this call or by a later one.
          if (taken[0] === queued) break;
          blocked.add(queued.key);
          continue;
        }
        taken.push(queued);
      }
      if (taken.length > 0) {
        const chosen = new Set(taken);
        waiting = waiting.filter((queued) => !chosen.has(queued));
        for (const queued of taken) atWork.add(queued);
      }
      return taken;
    },

    /** When a message may be ready that is not now, milliseconds of the clock; null for no such moment. */
    nextReadyAt(now: number): number | null {
      if (waiting.length === 0) return null;
      if (rest && rest.until > now) return rest.until;
      const [first] = waiting;
      const waitMs = first ? waitMsOf(first.message) : 0;
      if (waitMs > 0) return now + waitMs;
      const held = [...heldKeys.values()].map(({ until }) => until).filter((until) => until > now);
      return held.length > 0 ? Math.min(...held) : null;
    },

    /** They are processed. */
    finish(done: Iterable<QueuedMessage>): void {
      rest = null;
      for (const queued of done) {
        atWork.delete(queued);
        heldKeys.delete(queued.key);
      }
    },

    /** They are to be processed again, each by itself when `isAlone`. */
    putBack(again: readonly QueuedMessage[], { isAlone = false } = {}): void {
      for (const queued of again) {
        atWork.delete(queued);
        queued.isAlone ||= isAlone;
      }
      waiting = [...again, ...waiting].sort((a, b) => Number(a.message.offset) - Number(b.message.offset));
    },

    /** Leaves the partition alone for a while. @returns how long, milliseconds */
    startRest(now: number): { retryInMs: number; attempt: number } {
      rest = extended(rest, now);
      return { retryInMs: Math.round(rest.until - now), attempt: rest.failures };
    },

    /** Leaves one key alone for a while; the others go on. @returns how long, milliseconds */
    holdKey(key: string, now: number): { retryInMs: number; attempt: number } {
      const hold = extended(heldKeys.get(key), now);
      heldKeys.set(key, hold);
      return { retryInMs: Math.round(hold.until - now), attempt: hold.failures };
    },

    /** Since when something here is held back, milliseconds of the clock. */
    heldBackSince: (): number | null => {
      const since = [...(rest ? [rest.since] : []), ...[...heldKeys.values()].map((hold) => hold.since)];
      return since.length > 0 ? Math.min(...since) : null;
    },

    /** Every message below this offset is processed. */
    position(): number {
      const unfinished = [...atWork, ...waiting.slice(0, 1)].map(({ message }) => Number(message.offset));
      return unfinished.length > 0 ? Math.min(...unfinished) : fetchedTo;
    },
  };
}

export type PartitionQueue = ReturnType<typeof createPartitionQueue>;
