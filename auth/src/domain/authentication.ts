import { forbidden } from '@ticketing/common/errors';
import type { Role } from './user.ts';

/**
 * How somebody has proven who they are: the values of the claim `amr` (RFC 8176). `mfa` means more than one factor; a
 * passkey is two at once, because its device asks for a PIN or a fingerprint.
 */
export type AuthenticationMethod = 'pwd' | 'otp' | 'hwk' | 'mfa';
/** A code of an app or a recovery code is `otp`, a passkey `hwk`. */
export type SecondFactorMethod = 'otp' | 'hwk';

export interface Authentication {
  amr: readonly AuthenticationMethod[];
  /** When a password or factor was last given in this session. */
  authenticatedAt: Date;
}

export const byPassword: readonly AuthenticationMethod[] = ['pwd'];
export const byPasskey: readonly AuthenticationMethod[] = ['hwk', 'mfa'];

/** The methods after a further one was used. */
export const withFactor = (
  amr: readonly AuthenticationMethod[],
  method: SecondFactorMethod,
): readonly AuthenticationMethod[] => [...new Set<AuthenticationMethod>([...amr, method, 'mfa'])];

/** How long after a proof its session may change factors and end other sessions. Milliseconds. */
export const recentMs = 15 * 60 * 1_000;

/**
 * Whoever finds an unlocked computer must not be able to add a factor of their own.
 * @throws DomainError reauthentication_required
 */
export function assertRecent({ authenticatedAt }: Pick<Authentication, 'authenticatedAt'>, now: Date): void {
  if (now.getTime() - authenticatedAt.getTime() > recentMs)
    throw forbidden('reauthentication_required', 'Enter your password again to do this');
}

export interface SessionRoles {
  roles: Role[];
  /** Roles of the account that this session lacks until a second factor is given. */
  withheldRoles: Role[];
}

/**
 * Returns what a session may do.
 * @param requiresSecondFactor REQUIRE_SECOND_FACTOR_FOR_OPERATORS: whether the role `operator` needs a second factor
 */
export function rolesInSession(
  roles: readonly Role[],
  amr: readonly AuthenticationMethod[],
  requiresSecondFactor: boolean,
): SessionRoles {
  const isWithheld = (role: Role) => requiresSecondFactor && role === 'operator' && !amr.includes('mfa');
  return { roles: roles.filter((role) => !isWithheld(role)), withheldRoles: roles.filter(isWithheld) };
}
