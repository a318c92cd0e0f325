import type { Topic } from '@ticketing/contracts';
import { notCaughtUp } from '../errors/index.ts';
import type { RunningConsumer } from '../kafka/index.ts';
import type { Arrivals } from './arrivals.ts';

export interface AwaitedRow<T> {
  /** The event that brings the row, and its key. */
  topic: Topic;
  key: string;
  /** Finds the row, or null. */
  look: () => Promise<T | null>;
}

/**
 * Finds a row that an event of another service brings, and which may still be on its way.
 * @returns null when there is no such row: everything that was on the topic is applied
 * @throws DomainError not_caught_up when the row may still come
 */
export type AwaitRow = <T>(row: AwaitedRow<T>) => Promise<T | null>;

export interface AwaitRowOptions {
  arrivals: Pick<Arrivals, 'listen'>;
  consumer: Pick<RunningConsumer, 'isPast' | 'isReadHere'>;
  /** Whether an id proves that there is, or soon will be, such a row. */
  isOurs?: (key: string) => boolean;
  withinMs?: number;
}

/** A row is there within milliseconds when nothing is behind. */
const defaultWithinMs = 3_000;
/** Another replica applies the row and can't wake this one, so it looks again after these times. Milliseconds. */
const looksBesideMs = [100, 400, 1_200];

/**
 * Waits for rows without polling: the consumer of this process wakes whoever waits for what it has applied. A request that
 * waits costs nothing but its memory.
 */
export const createAwaitRow =
  ({ arrivals, consumer, isOurs = () => false, withinMs = defaultWithinMs }: AwaitRowOptions): AwaitRow =>
  async ({ topic, key, look }) => {
    // Listen first, then look: what arrives in between is not missed.
    const arrival = arrivals.listen([topic], key);
    try {
      const deadline = performance.now() + withinMs;
      const pauses = consumer.isReadHere(topic, key) ? [] : [...looksBesideMs];
      for (;;) {
        const found = await look();
        const leftMs = deadline - performance.now();
        if (found !== null) return found;
        if (leftMs <= 0) break;
        await arrival.next(Math.min(leftMs, pauses.shift() ?? leftMs));
      }
    } finally {
      arrival.close();
    }
    // However far the consumer is: what is not on the topic yet, because a relay is behind, will be.
    if (isOurs(key)) throw notCaughtUp();
    // A broker that does not answer says nothing, so the row may still come.
    const isPast = await consumer.isPast(topic, key).catch(() => false);
    if (!isPast) throw notCaughtUp();
    // It may have been applied while the broker was asked.
    return look();
  };
