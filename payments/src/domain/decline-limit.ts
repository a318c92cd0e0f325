import { tooMany } from '@ticketing/common/errors';
import type { ChargeOutcome } from './charge.ts';

/** How long declined attempts are counted, starting with the first. */
export const declineWindowMs = 60 * 60 * 1_000;

/**
 * Maximum number of declined attempts per order and hour. Somebody who mistypes a number or tries another card needs a few;
 * somebody who tests stolen cards needs many, and each costs the marketplace a fee and its reputation with the banks.
 */
export const maxDeclinesOfOrder = 10;

/** Attempts that ended without a charge, within a window. */
export interface Declines {
  count: number;
  /** Time until the window ends, milliseconds. */
  endsInMs: number;
}

/** Whether an outcome counts: Stripe has refused a card or token. An intent that nobody confirmed was no attempt to charge. */
export const isDecline = (outcome: ChargeOutcome): boolean => outcome.type === 'failed' && outcome.code !== 'canceled';

/**
 * Asserts that another attempt may begin. The order stays payable: it can be paid after the wait if it is still live.
 * Declines are counted when they are known, and an order has one open attempt, so a buyer exceeds the limit of the account
 * by at most one attempt per reservation.
 * @param maxOfAccount the operator's MAX_DECLINES_PER_HOUR
 * @throws DomainError too_many_declined
 */
export function assertMayAttempt(declines: { ofOrder: Declines; ofAccount: Declines }, maxOfAccount: number): void {
  const { ofOrder, ofAccount } = declines;
  const waitsMs = [
    ...(ofOrder.count >= maxDeclinesOfOrder ? [ofOrder.endsInMs] : []),
    ...(ofAccount.count >= maxOfAccount ? [ofAccount.endsInMs] : []),
  ];
  if (waitsMs.length > 0)
    throw tooMany(
      'too_many_declined',
      'Too many payments were declined; try again later, or use another card then',
      Math.max(...waitsMs) / 1_000,
    );
}
