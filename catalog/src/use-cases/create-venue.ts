import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import { inTransaction } from '@ticketing/common/mongo';
import { assertNeeds, type CrewNeed } from '../domain/crew-needs.ts';
import { type GivenSection, toSections } from '../domain/seat-map.ts';
import type { Venue } from '../domain/venue.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireSeller } from './read-organisers.ts';
import type { VenueWithSeats } from './read-venues.ts';
import { findPlace } from './search-places.ts';

type VenueDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'venues' | 'places' | 'counters'>;

export interface NewVenue extends Acting {
  name: string;
  placeId: string;
  sections?: readonly GivenSection[] | undefined;
  /** Of a vehicle. */
  crewNeeds: readonly CrewNeed[];
  effect?: Effect;
}

/**
 * Creates a venue, with its first seat map if it is given. Idempotent per effect.
 * @throws DomainError not_found, not_authorized, role_required, too_many_venues, those of a seat map, and as {@link assertNeeds}
 */
export const createVenue =
  (deps: VenueDeps) =>
  async ({
    organiserId,
    userId,
    name,
    placeId,
    sections,
    crewNeeds,
    effect = newEffect(),
  }: NewVenue): Promise<VenueWithSeats> => {
    const { connection, venues } = deps;
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: async () => {
        const venue = await venues.findById(id);
        return venue && { venue, seatMap: await venues.readSeatMap(id, venue.seatMapVersion) };
      },
      create: async () => {
        const seatMap = sections ? { venueId: id, version: 1, sections: toSections(sections) } : null;
        assertNeeds(crewNeeds);
        await requireSeller(deps, { organiserId, userId });
        const place = await findPlace(deps, placeId);
        await countUse(deps)('venues', userId);
        const venue: Venue = {
          id,
          organiserId,
          name,
          place,
          seatMapVersion: seatMap ? 1 : 0,
          crewNeeds,
          createdAt: new Date(),
        };
        await inTransaction(connection, (session) => venues.insert(session, venue, seatMap));
        return { venue, seatMap };
      },
    });
  };
