import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayOrganise, assertNotDeleted, type Organiser } from '../domain/organiser.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Creates an organiser, whose owner is the caller. Idempotent per effect.
 * @throws DomainError email_not_verified, account_deleted, too_many_organisers
 */
export const createOrganiser =
  (deps: Pick<CatalogDeps, 'organisers' | 'deletedUsers' | 'counters' | 'requiresVerifiedEmail'>) =>
  async ({
    userId,
    name,
    isEmailVerified,
    effect = newEffect(),
  }: Verifiable & { userId: string; name: string; effect?: Effect }): Promise<Organiser> => {
    const { organisers, deletedUsers, requiresVerifiedEmail } = deps;
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: () => organisers.findById(id),
      create: async () => {
        assertMayOrganise({ isEmailVerified }, requiresVerifiedEmail);
        assertNotDeleted(await deletedUsers.has(userId));
        await countUse(deps)('organisers', userId);
        const organiser: Organiser = { id, name, members: [{ userId, role: 'owner' }], createdAt: new Date() };
        await organisers.insert(organiser);
        return organiser;
      },
    });
  };
