import { tooMany } from '@ticketing/common/errors';
import { emailNotVerified, type Verifiable } from '@ticketing/common/verified-email';

/** Operators raise the first two for load tests, in which a few people or one address buy everything. */
export interface HoardingLimits {
  /** Unpaid reservations of a buyer. */
  maxUnpaid: number;
  /** REQUIRE_VERIFIED_EMAIL: whether a buyer who has not confirmed the address gets one ticket at a time. */
  requiresVerifiedEmail: boolean;
  /**
   * Unpaid reservations charged to a subscriber (an IPv4 address, or the /64 of an IPv6 address). Accounts cost nothing, so
   * a limit per account alone limits nobody. Not charged, because many people may share an address:
   * - an account's only unpaid reservation: everybody in an office can buy a ticket at the same time;
   * - reservations of an account that has paid before.
   */
  maxOfSubscriber: number;
  /** How long a buyer may hold a ticket in all, without an hour's break, and then reserve it once more. Milliseconds. */
  maxHeldMs: number;
}

/** Returns how many unpaid tickets a buyer may hold. */
export const maxUnpaidOf = (
  { isEmailVerified }: Verifiable,
  { maxUnpaid, requiresVerifiedEmail }: Pick<HoardingLimits, 'maxUnpaid' | 'requiresVerifiedEmail'>,
): number => (requiresVerifiedEmail && !isEmailVerified ? Math.min(1, maxUnpaid) : maxUnpaid);

/**
 * A buyer may hold a ticket one and a half times as long as a reservation lasts: after a reservation has expired, a second
 * one is granted, and a third is not. Time counts instead of the number of reservations, because it is what others lose:
 * to reserve, hesitate and release is no abuse, however often.
 */
export const maxHeldMs = (ttlSeconds: number): number => ttlSeconds * 1_500;

/** A number of reservations, and when the first of them ends. */
export interface Held {
  count: number;
  endsInSeconds: number;
}

/** What a buyer holds, and has held. */
export interface Holdings {
  unpaid: Held;
  /** Charged to the subscriber; null when the buyer's next reservation is not. */
  ofSubscriber: Held | null;
  /** How long the buyer has held this ticket, and when an hour will have passed since. Zero for a party. */
  ticket: { heldMs: number; freeInSeconds: number };
}

/**
 * Asserts that a buyer may reserve a ticket, or as many places. The reserving statement applies the same rules, so that they hold for
 * concurrent requests; this tells which of them has refused.
 * @throws DomainError email_not_verified, too_many_reservations, held_too_often, too_many_reservations_nearby
 */
export function assertMayReserve(
  { unpaid, ofSubscriber, ticket }: Holdings,
  buyer: Verifiable,
  limits: HoardingLimits,
  wanted = 1,
): void {
  if (unpaid.count + wanted > limits.maxUnpaid)
    throw tooMany('too_many_reservations', 'You hold too many tickets; pay or release one first', unpaid.endsInSeconds);
  if (unpaid.count + wanted > maxUnpaidOf(buyer, limits))
    throw emailNotVerified('Confirm your e-mail address to hold more than one unpaid ticket');
  if (ticket.heldMs >= limits.maxHeldMs)
    throw tooMany(
      'held_too_often',
      'You have held this ticket for long without paying; let others have a chance',
      ticket.freeInSeconds,
    );
  if (ofSubscriber && ofSubscriber.count + wanted > limits.maxOfSubscriber)
    throw tooMany(
      'too_many_reservations_nearby',
      'Too many unpaid tickets are held from your network; pay or release one first',
      ofSubscriber.endsInSeconds,
    );
}
