import { emailNotVerified, type Verifiable } from '@ticketing/common/verified-email';

/**
 * Asserts that a seller may put a ticket on sale.
 * @param requiresVerifiedEmail REQUIRE_VERIFIED_EMAIL
 * @throws DomainError email_not_verified
 */
export function assertMayList({ isEmailVerified }: Verifiable, requiresVerifiedEmail: boolean): void {
  if (requiresVerifiedEmail && !isEmailVerified)
    throw emailNotVerified('Confirm your e-mail address before you list tickets');
}
