import { assertNeeds, type CrewNeed } from '../domain/crew-needs.ts';
import type { Venue } from '../domain/venue.ts';
import type { CatalogDeps } from './deps.ts';
import { requireSeller } from './read-organisers.ts';
import { findVenue } from './read-venues.ts';

/**
 * Replaces what a vehicle needs. It holds for all of its departures: who is missing is seen by whoever reads their crews.
 * @throws DomainError not_found, not_authorized, role_required, and as {@link assertNeeds}
 */
export const replaceCrewNeeds =
  (deps: Pick<CatalogDeps, 'organisers' | 'venues'>) =>
  async ({
    venueId,
    userId,
    needs,
  }: {
    venueId: string;
    userId: string;
    needs: readonly CrewNeed[];
  }): Promise<Venue> => {
    assertNeeds(needs);
    const venue = await findVenue(deps, venueId);
    await requireSeller(deps, { organiserId: venue.organiserId, userId });
    await deps.venues.saveCrewNeeds(venueId, needs);
    return { ...venue, crewNeeds: needs };
  };
