import { backoffDelayMs, defaultBackoff } from '@ticketing/common/backoff';

/**
 * Creates the set of aggregates whose next event can't be encoded now. They are in backoff while the others proceed.
 */
export function createBlockedAggregates({ now = () => performance.now(), random = Math.random } = {}) {
  let aggregateIds = new Set<string>();
  let failures = 0;
  let until = 0;
  return {
    /** Blocks aggregates. @returns milliseconds until their retry */
    add(more: Iterable<string>): number {
      if (aggregateIds.size === 0) {
        failures += 1;
        until = now() + backoffDelayMs(failures, defaultBackoff, random);
      }
      for (const aggregateId of more) aggregateIds.add(aggregateId);
      return Math.max(0, until - now());
    },
    /** Returns the blocked aggregates; none after the backoff. */
    current(): string[] {
      if (now() >= until) aggregateIds = new Set();
      return [...aggregateIds];
    },
    /** Resets the backoff after a successful retry. */
    resetBackoff() {
      if (aggregateIds.size === 0) failures = 0;
    },
  };
}
