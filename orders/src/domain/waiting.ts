import { DomainError, ruleViolated, tooMany } from '@ticketing/common/errors';
import { choosePlaces, type FreePlaces, type Wish } from './party.ts';
import type { Performance } from './performance.ts';

/** What one can wait for: nobody waits for certain seats. */
export type WaitingWish = Exclude<Wish, { kind: 'seats' }>;

/** At how many performances a person may wait; more would be collecting offers. */
export const maxWaiting = 20;

const passing: readonly string[] = ['no_seats_together', 'sold_out', 'seats_taken'];

/** Whether a place that becomes free can change a refusal. */
export const canPass = ({ code }: DomainError): boolean => passing.includes(code);

/**
 * Asserts that a party has a reason to wait: there is nothing for it now, and there could be.
 * @throws DomainError places_free; party_too_large and other refusals that waiting does not change
 */
export function assertWorthWaiting(performance: Performance, wish: WaitingWish, free: FreePlaces): void {
  try {
    choosePlaces(performance, wish, free);
  } catch (error) {
    if (error instanceof DomainError && canPass(error)) return;
    throw error;
  }
  throw ruleViolated('places_free', 'There are free places for your party: reserve them');
}

/** @param waiting at how many performances the person waits already */
export function assertMayWait(waiting: number): void {
  if (waiting >= maxWaiting)
    throw tooMany('too_many_waiting', `You wait for ${maxWaiting} events already; leave one of their lists`, 3_600);
}
