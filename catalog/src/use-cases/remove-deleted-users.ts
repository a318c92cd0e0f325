import type { Logger } from '@ticketing/common/log';
import type { ClientSession } from '@ticketing/common/mongo';
import { hasOwner, hasSeller, withoutDeleted } from '../domain/organiser.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Removes people who deleted their accounts from their organisers, for good. An organiser that loses its last owner
 * keeps its performances and the rest of its members; an operator hears of it. One that loses everybody who may see its crew
 * loses the crew: nobody could erase those names any more. Requires the caller's transaction.
 * Idempotent.
 */
export const removeDeletedUsers =
  ({
    organisers,
    crew,
    deletedUsers,
    log,
  }: Pick<CatalogDeps, 'organisers' | 'crew' | 'deletedUsers'> & { log: Logger }) =>
  async (tx: ClientSession, userIds: readonly string[]): Promise<void> => {
    await deletedUsers.addAll(tx, userIds);
    const deleted = new Set(userIds);
    for (const before of await organisers.findByMembers(tx, userIds)) {
      const after = withoutDeleted(before, deleted);
      if (!after) continue;
      await organisers.saveMembers(tx, after);
      if (!hasSeller(after)) await crew.removeOfOrganiser(tx, after.id);
      if (hasOwner(before) && !hasOwner(after))
        log.error({ organiserId: after.id, members: after.members.length }, 'the last owner of an organiser is gone');
    }
  };
