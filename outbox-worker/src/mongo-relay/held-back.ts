import { backoffDelayMs } from '@ticketing/common/backoff';

const backoff = { baseMs: 200, capMs: 15_000 };

/** Aggregates whose next event can't be encoded now. They are left alone for a while, and the others go on. */
export function createHeldBack({ now = () => performance.now(), random = Math.random } = {}) {
  let aggregateIds = new Set<string>();
  let failures = 0;
  let until = 0;
  return {
    /** @returns milliseconds until they are tried again */
    add(more: Iterable<string>): number {
      if (aggregateIds.size === 0) {
        failures += 1;
        until = now() + backoffDelayMs(failures, backoff, random);
      }
      for (const aggregateId of more) aggregateIds.add(aggregateId);
      return Math.max(0, until - now());
    },
    /** Those that have to wait; none once their time is over. */
    current(): string[] {
      if (now() >= until) aggregateIds = new Set();
      return [...aggregateIds];
    },
    /** They were tried again, and went through. */
    passed() {
      if (aggregateIds.size === 0) failures = 0;
    },
  };
}
