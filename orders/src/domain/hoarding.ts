import { tooMany } from '@ticketing/common/errors';
import { emailNotVerified, type Verifiable } from '@ticketing/common/verified-email';

export interface HoldLimits {
  /** Maximum number of unpaid reservations per buyer. */
  maxUnpaid: number;
  /** REQUIRE_VERIFIED_EMAIL: whether a buyer who has not confirmed the address gets one ticket at a time. */
  requiresVerifiedEmail: boolean;
}

/** Returns how many unpaid tickets a buyer may hold. */
export const maxHeldBy = ({ isEmailVerified }: Verifiable, { maxUnpaid, requiresVerifiedEmail }: HoldLimits): number =>
  requiresVerifiedEmail && !isEmailVerified ? Math.min(1, maxUnpaid) : maxUnpaid;

/**
 * Asserts that a buyer may hold another ticket. The reserving statement applies the same rule, so that it holds for
 * concurrent requests.
 * @throws DomainError too_many_reservations, email_not_verified
 */
export function assertMayHold(
  { count, endsInSeconds }: { count: number; endsInSeconds: number },
  buyer: Verifiable,
  limits: HoldLimits,
): void {
  if (count < maxHeldBy(buyer, limits)) return;
  if (count < limits.maxUnpaid)
    throw emailNotVerified('Confirm your e-mail address to hold more than one unpaid ticket');
  throw tooMany('too_many_reservations', 'You hold too many tickets; pay or release one first', endsInSeconds);
}
