import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import {
  assertNotDeleted,
  assertRole,
  type Member,
  type MemberRole,
  type Organiser,
  withMember,
  withoutMember,
} from '../domain/organiser.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, findOrganiser } from './read-organisers.ts';

type OrganiserDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'deletedUsers'>;

/** Changes who is a member, by a rule that returns the changed organiser, or null for no change. */
const changeMembers = (
  deps: OrganiserDeps,
  { organiserId, userId }: Acting,
  rule: (organiser: Organiser, session: ClientSession) => Promise<Organiser | null> | Organiser | null,
): Promise<Organiser> =>
  inTransaction(deps.connection, async (session) => {
    const before = await findOrganiser(deps, organiserId, session);
    assertRole(before, userId, ['owner']);
    const after = await rule(before, session);
    if (after) await deps.organisers.saveMembers(session, after);
    return after ?? before;
  });

/**
 * Gives a person a role, the only one they have. Idempotent.
 * @throws DomainError not_found, not_authorized, role_required, last_owner, too_many_members, account_deleted
 */
export const setMember =
  (deps: OrganiserDeps) =>
  ({ memberId, role, ...acting }: Acting & { memberId: Member['userId']; role: MemberRole }): Promise<Organiser> =>
    changeMembers(deps, acting, async (organiser, session) => {
      assertNotDeleted(await deps.deletedUsers.has(memberId, session));
      return withMember(organiser, { userId: memberId, role });
    });

/**
 * Removes a person. Idempotent.
 * @throws DomainError not_found, not_authorized, role_required, last_owner
 */
export const removeMember =
  (deps: OrganiserDeps) =>
  async ({ memberId, ...acting }: Acting & { memberId: string }): Promise<void> => {
    await changeMembers(deps, acting, (organiser) => withoutMember(organiser, memberId));
  };
