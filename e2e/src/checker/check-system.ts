import type { Addresses } from './addresses.ts';
import { type Expectations, expectations } from './expectations.ts';
import { checkInvariants } from './invariants.ts';
import type { Observation } from './observation.ts';
import { observeWithEnds } from './observe/observe.ts';
import { waitUntilQuiet } from './observe/wait-until-quiet.ts';
import { withMarkedPoison } from './poison.ts';
import { summaryOf, type Violation, violationOf } from './violation.ts';

/** Includes the workload's journal and the poison messages it sent; `now` is set at the observation. */
export interface CheckOptions extends Partial<Omit<Expectations, 'now'>> {
  addresses: Addresses;
  /** How long the system may take to become quiet. */
  timeoutMs?: number;
}

export interface SystemReport {
  violations: Violation[];
  /** The violations by kind, as text. */
  summary: string[];
  observation: Observation;
  expectations: Expectations;
}

/**
 * Waits until a running system is quiet, observes it and checks every invariant. If something changes meanwhile, such as
 * an order that expires, it waits and reads everything again.
 */
export async function checkSystem({ addresses, timeoutMs = 60_000, ...known }: CheckOptions): Promise<SystemReport> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const leftMs = Math.max(0, deadline - performance.now());
    const unsettled = await waitUntilQuiet(addresses, { timeoutMs: leftMs });
    // Taken first, so that an order that was still in time when it was read does not count as late.
    const now = new Date();
    const { observation, isStill } = await observeWithEnds(addresses);
    if (!isStill && unsettled.length === 0 && performance.now() < deadline) continue;
    const expected = withMarkedPoison(expectations({ ...known, now }), observation);
    const moved = isStill ? [] : [violationOf('I6')('the system changed while it was observed', {})];
    // What the observation also reports is not reported twice.
    const judged = checkInvariants(observation, expected);
    const seen = new Set(judged.map(({ message }) => message));
    const violations = [...judged, ...[...unsettled, ...moved].filter(({ message }) => !seen.has(message))];
    return { violations, summary: summaryOf(violations), observation, expectations: expected };
  }
}
