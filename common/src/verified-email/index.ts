import { type DomainError, forbidden } from '../errors/index.ts';

/** Whom a rule may restrict, while REQUIRE_VERIFIED_EMAIL is on. */
export interface Verifiable {
  isEmailVerified: boolean;
}

/** 403, with the code by which the store offers to send the link again. */
export const emailNotVerified = (message: string): DomainError => forbidden('email_not_verified', message);
