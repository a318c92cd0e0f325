import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import { notFound } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { Verifiable } from '@ticketing/common/verified-email';
import {
  assertMayOrganise,
  assertMember,
  assertRole,
  type Member,
  type MemberRole,
  type Organiser,
  sellingRoles,
  withMember,
  withoutMember,
} from '../domain/organiser.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';

type OrganiserDeps = Pick<CatalogDeps, 'connection' | 'organisers'>;

/**
 * Creates an organiser, whose owner is the caller. Idempotent per effect.
 * @throws DomainError email_not_verified, too_many_organisers
 */
export const createOrganiser =
  (deps: Pick<CatalogDeps, 'organisers' | 'counters' | 'requiresVerifiedEmail'>) =>
  async ({
    userId,
    name,
    isEmailVerified,
    effect = newEffect(),
  }: Verifiable & { userId: string; name: string; effect?: Effect }): Promise<Organiser> => {
    const { organisers, requiresVerifiedEmail } = deps;
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: () => organisers.findById(id),
      create: async () => {
        assertMayOrganise({ isEmailVerified }, requiresVerifiedEmail);
        await countUse(deps)('organisers', userId);
        const organiser: Organiser = { id, name, members: [{ userId, role: 'owner' }], createdAt: new Date() };
        await organisers.insert(organiser);
        return organiser;
      },
    });
  };

/** Reads the organisers that a person is a member of. */
export const readOwnOrganisers =
  ({ organisers }: Pick<CatalogDeps, 'organisers'>) =>
  ({ userId }: { userId: string }): Promise<Organiser[]> =>
    organisers.findByMember(userId);

/** @throws DomainError not_found */
export async function findOrganiser(
  { organisers }: Pick<CatalogDeps, 'organisers'>,
  organiserId: string,
  session?: ClientSession,
): Promise<Organiser> {
  const organiser = await organisers.findById(organiserId, session);
  if (!organiser) throw notFound('Organiser not found');
  return organiser;
}

export interface Acting {
  organiserId: string;
  /** Who asks. */
  userId: string;
}

/** @throws DomainError not_found, not_authorized for somebody who is no member */
export async function requireMember(
  deps: Pick<CatalogDeps, 'organisers'>,
  { organiserId, userId }: Acting,
): Promise<void> {
  assertMember(await findOrganiser(deps, organiserId), userId);
}

/** @throws DomainError not_found, not_authorized, role_required */
export async function requireSeller(
  deps: Pick<CatalogDeps, 'organisers'>,
  { organiserId, userId }: Acting,
  session?: ClientSession,
): Promise<void> {
  assertRole(await findOrganiser(deps, organiserId, session), userId, sellingRoles);
}

/** Changes who is a member, by a rule that returns the changed organiser, or null for no change. */
const changeMembers = (
  deps: OrganiserDeps,
  { organiserId, userId }: Acting,
  rule: (organiser: Organiser) => Organiser | null,
): Promise<Organiser> =>
  inTransaction(deps.connection, async (session) => {
    const before = await findOrganiser(deps, organiserId, session);
    assertRole(before, userId, ['owner']);
    const after = rule(before);
    if (after) await deps.organisers.saveMembers(session, after);
    return after ?? before;
  });

/**
 * Gives a person a role, the only one they have. Idempotent.
 * @throws DomainError not_found, not_authorized, role_required, last_owner, too_many_members
 */
export const setMember =
  (deps: OrganiserDeps) =>
  ({ memberId, role, ...acting }: Acting & { memberId: Member['userId']; role: MemberRole }): Promise<Organiser> =>
    changeMembers(deps, acting, (organiser) => withMember(organiser, { userId: memberId, role }));

/**
 * Removes a person. Idempotent.
 * @throws DomainError not_found, not_authorized, role_required, last_owner
 */
export const removeMember =
  (deps: OrganiserDeps) =>
  async ({ memberId, ...acting }: Acting & { memberId: string }): Promise<void> => {
    await changeMembers(deps, acting, (organiser) => withoutMember(organiser, memberId));
  };
