import { tooMany } from '@ticketing/common/errors';

/** How long the sign-ups of a subscriber are counted, starting with the first. */
export const signUpWindowMs = 60 * 60 * 1_000;

/**
 * Asserts that a subscriber may create another account. Accounts are free, so every limit per account is worth what an
 * account costs. A school or an office shares an address, so the limit is one per hour and not one per life.
 * @param count sign-ups in this window, including this one
 * @param max the operator's MAX_SIGN_UPS_PER_HOUR
 * @throws DomainError too_many_sign_ups
 */
export function assertMaySignUp({ count, endsInMs }: { count: number; endsInMs: number }, max: number): void {
  if (count > max)
    throw tooMany(
      'too_many_sign_ups',
      'Many accounts were created from your network; try again later',
      endsInMs / 1_000,
    );
}
