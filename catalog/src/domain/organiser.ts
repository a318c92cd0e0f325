import { forbidden, notOwner, ruleViolated } from '@ticketing/common/errors';
import { emailNotVerified, type Verifiable } from '@ticketing/common/verified-email';

export const memberRoles = ['owner', 'box_office', 'scanner', 'finance'] as const;
export type MemberRole = (typeof memberRoles)[number];

export interface Member {
  userId: string;
  role: MemberRole;
}

/** Who sells performances: a group of people with roles. */
export interface Organiser {
  id: string;
  name: string;
  /** At least one of them is an owner, unless the last one deleted their account. */
  members: readonly Member[];
  createdAt: Date;
}

export const maxMembers = 50;

/** Who may prepare and sell performances. */
export const sellingRoles = ['owner', 'box_office'] as const satisfies MemberRole[];

/** Who may see who comes. */
export const admittingRoles = ['owner', 'box_office', 'scanner'] as const satisfies MemberRole[];

/** Who may give money back. */
export const refundingRoles = ['owner', 'finance'] as const satisfies MemberRole[];

/** Returns a person's role; null for somebody who is no member. */
export const roleOf = ({ members }: Organiser, userId: string): MemberRole | null =>
  members.find((member) => member.userId === userId)?.role ?? null;

/** @throws DomainError not_authorized for somebody who is no member */
export function assertMember(organiser: Organiser, userId: string): void {
  if (roleOf(organiser, userId) === null) throw notOwner();
}

/** @throws DomainError not_authorized for somebody who is no member, role_required for a member without such a role */
export function assertRole(organiser: Organiser, userId: string, roles: readonly MemberRole[]): void {
  const role = roleOf(organiser, userId);
  if (role === null) throw notOwner();
  if (!roles.includes(role))
    throw forbidden('role_required', `Only for the roles ${new Intl.ListFormat('en').format(roles)}`);
}

/**
 * Asserts that a person may act as an organiser: found one, or put a performance on sale.
 * @param requiresVerifiedEmail REQUIRE_VERIFIED_EMAIL
 * @throws DomainError email_not_verified
 */
export function assertMayOrganise({ isEmailVerified }: Verifiable, requiresVerifiedEmail: boolean): void {
  if (requiresVerifiedEmail && !isEmailVerified)
    throw emailNotVerified('Confirm your e-mail address before you sell as an organiser');
}

/**
 * Returns the organiser with a person in a role; null when nothing changes.
 * @throws DomainError last_owner, too_many_members
 */
export function withMember(organiser: Organiser, member: Member): Organiser | null {
  if (roleOf(organiser, member.userId) === member.role) return null;
  const others = organiser.members.filter(({ userId }) => userId !== member.userId);
  if (others.length >= maxMembers)
    throw ruleViolated('too_many_members', `At most ${maxMembers} people can be members`);
  return withOwner({ ...organiser, members: [...others, member] });
}

/**
 * Returns the organiser without a person; null for somebody who is no member.
 * @throws DomainError last_owner
 */
export function withoutMember(organiser: Organiser, userId: string): Organiser | null {
  if (roleOf(organiser, userId) === null) return null;
  return withOwner({ ...organiser, members: organiser.members.filter((member) => member.userId !== userId) });
}

/**
 * Returns the organiser without people who deleted their accounts, the last owner included; null if none was a member.
 * The others keep their roles: who may sell goes on selling, but nobody can change members any more.
 */
export function withoutDeleted(organiser: Organiser, userIds: ReadonlySet<string>): Organiser | null {
  const members = organiser.members.filter(({ userId }) => !userIds.has(userId));
  return members.length === organiser.members.length ? null : { ...organiser, members };
}

/** Whether somebody can change its members. */
export const hasOwner = ({ members }: Organiser): boolean => members.some(({ role }) => role === 'owner');

/** Whether somebody can sell for it. */
export const hasSeller = ({ members }: Organiser): boolean =>
  members.some(({ role }) => (sellingRoles as readonly MemberRole[]).includes(role));

/** @throws DomainError account_deleted */
export function assertNotDeleted(isDeleted: boolean): void {
  if (isDeleted) throw forbidden('account_deleted', 'This account was deleted');
}

/** Nobody could add people to an organiser without an owner. */
function withOwner(organiser: Organiser): Organiser {
  if (hasOwner(organiser)) return organiser;
  throw ruleViolated('last_owner', 'Make somebody else an owner first');
}
