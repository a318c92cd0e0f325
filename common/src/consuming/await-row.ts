import type { Topic } from '@ticketing/contracts';
import { notCaughtUp } from '../errors/index.ts';
import type { RunningConsumer } from '../kafka/index.ts';
import type { Arrivals } from './arrivals.ts';

export interface AwaitedRow<T> {
  /** The topic and key of the event that creates the row. */
  topic: Topic;
  key: string;
  /** Reads the row; null when it does not exist. */
  find: () => Promise<T | null>;
}

/**
 * Finds a row that another service's event creates. The event may still be in flight.
 * @returns null when the row does not exist and every message on the topic has been applied
 * @throws DomainError not_caught_up when the row may still arrive
 */
export type AwaitRow = <T>(row: AwaitedRow<T>) => Promise<T | null>;

export interface AwaitRowOptions {
  arrivals: Pick<Arrivals, 'listen'>;
  consumer: Pick<RunningConsumer, 'isCaughtUp' | 'isAssignedHere'>;
  /** Whether the id's signature proves that the row exists or will exist soon. */
  isSigned?: (key: string) => boolean;
  withinMs?: number;
}

/** Without lag, a row arrives within milliseconds. */
const defaultWithinMs = 3_000;
/**
 * When another replica owns the partition it can't wake this process, so the row is read again after these delays.
 * Milliseconds.
 */
const recheckDelaysMs = [100, 400, 1_200];

/**
 * Creates an {@link AwaitRow} that does not poll: this process's consumer wakes a waiting request when it has applied
 * the event. A waiting request holds no connection.
 */
export const createAwaitRow =
  ({ arrivals, consumer, isSigned = () => false, withinMs = defaultWithinMs }: AwaitRowOptions): AwaitRow =>
  async ({ topic, key, find }) => {
    // Subscribe before reading, so that no event is missed in between.
    const arrival = arrivals.listen([topic], key);
    try {
      const deadline = performance.now() + withinMs;
      const recheckDelays = consumer.isAssignedHere(topic, key) ? [] : [...recheckDelaysMs];
      for (;;) {
        const found = await find();
        const leftMs = deadline - performance.now();
        if (found !== null) return found;
        if (leftMs <= 0) break;
        await arrival.next(Math.min(leftMs, recheckDelays.shift() ?? leftMs));
      }
    } finally {
      arrival.close();
    }
    // A signed id exists even when its event is not on the topic yet because a relay lags.
    if (isSigned(key)) throw notCaughtUp();
    // Without an answer from the broker the row may still arrive.
    const isCaughtUp = await consumer.isCaughtUp(topic, key).catch(() => false);
    if (!isCaughtUp) throw notCaughtUp();
    // The event may have been applied while the broker was queried.
    return find();
  };
