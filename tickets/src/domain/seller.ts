import { forbidden } from '@ticketing/common/errors';
import { emailNotVerified, type Verifiable } from '@ticketing/common/verified-email';

/** @throws DomainError account_deleted */
export function assertNotDeleted(isDeleted: boolean): void {
  if (isDeleted) throw forbidden('account_deleted', 'This account was deleted');
}

/**
 * Asserts that a seller may put a ticket on sale.
 * @param requiresVerifiedEmail REQUIRE_VERIFIED_EMAIL
 * @throws DomainError email_not_verified
 */
export function assertMayList({ isEmailVerified }: Verifiable, requiresVerifiedEmail: boolean): void {
  if (requiresVerifiedEmail && !isEmailVerified)
    throw emailNotVerified('Confirm your e-mail address before you list tickets');
}
