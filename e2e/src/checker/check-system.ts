import type { Addresses } from './addresses.ts';
import { type Expectations, expectations } from './expectations.ts';
import { checkInvariants } from './invariants.ts';
import type { Observation } from './observation.ts';
import { observeWithEnds } from './observe/observe.ts';
import { waitUntilQuiet } from './observe/wait-until-quiet.ts';
import { withMarkedPoison } from './poison.ts';
import { summaryOf, type Violation, violationOf } from './violation.ts';

/** What the workload knows, its journal and the poison it sent, is part of it; `now` is taken at the observation. */
export interface CheckOptions extends Partial<Omit<Expectations, 'now'>> {
  addresses: Addresses;
  /** For how long the system may go on working before it counts as restless. */
  timeoutMs?: number;
}

export interface SystemReport {
  violations: Violation[];
  /** The violations by kind, for people. */
  summary: string[];
  observation: Observation;
  expectations: Expectations;
}

/**
 * Waits until a running system is quiet, observes it and judges it by every invariant. Something that moves while it is
 * observed, like an order that expires, is waited for and all is read again.
 */
export async function checkSystem({ addresses, timeoutMs = 60_000, ...known }: CheckOptions): Promise<SystemReport> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const leftMs = Math.max(0, deadline - performance.now());
    const unrest = await waitUntilQuiet(addresses, { timeoutMs: leftMs });
    // Taken first, so that nothing counts as late that had time left when it was read.
    const now = new Date();
    const { observation, isStill } = await observeWithEnds(addresses);
    if (!isStill && unrest.length === 0 && performance.now() < deadline) continue;
    const expected = withMarkedPoison(expectations({ ...known, now }), observation);
    const moved = isStill ? [] : [violationOf('I6')('the system moved while it was observed', {})];
    // What the observation has seen itself is not told twice.
    const judged = checkInvariants(observation, expected);
    const seen = new Set(judged.map(({ message }) => message));
    const violations = [...judged, ...[...unrest, ...moved].filter(({ message }) => !seen.has(message))];
    return { violations, summary: summaryOf(violations), observation, expectations: expected };
  }
}
