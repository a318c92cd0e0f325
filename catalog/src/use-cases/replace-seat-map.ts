import { inTransaction } from '@ticketing/common/mongo';
import { type GivenSection, isSameMap, type SeatMap, toSections } from '../domain/seat-map.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { requireSeller } from './read-organisers.ts';
import { findVenue } from './read-venues.ts';

type VenueDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'venues' | 'counters'>;

/**
 * Replaces a venue's seat map by a new version; one with the same content stays. Performances that are published keep
 * theirs.
 * @throws DomainError not_found, not_authorized, role_required, too_many_seat_maps, and those of a seat map
 */
export const replaceSeatMap =
  (deps: VenueDeps) =>
  async ({
    venueId,
    userId,
    sections: given,
  }: {
    venueId: string;
    userId: string;
    sections: readonly GivenSection[];
  }): Promise<SeatMap> => {
    const { connection, venues } = deps;
    const sections = toSections(given);
    const { organiserId } = await findVenue(deps, venueId);
    await requireSeller(deps, { organiserId, userId });
    await countUse(deps)('seat_maps', userId);
    return inTransaction(connection, async (session) => {
      const { seatMapVersion } = await findVenue(deps, venueId, session);
      const newest = await venues.findSeatMap(session, venueId, seatMapVersion);
      if (newest && isSameMap(newest.sections, sections)) return newest;
      const next = { venueId, version: seatMapVersion + 1, sections };
      await venues.addSeatMap(session, next);
      return next;
    });
  };
