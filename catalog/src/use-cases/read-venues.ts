import { notFound } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import type { SeatMap } from '../domain/seat-map.ts';
import type { Venue } from '../domain/venue.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireMember } from './read-organisers.ts';

export interface VenueWithSeats {
  venue: Venue;
  seatMap: SeatMap | null;
}

/** @throws DomainError not_found */
export async function findVenue(
  { venues }: Pick<CatalogDeps, 'venues'>,
  venueId: string,
  session?: ClientSession,
): Promise<Venue> {
  const venue = await venues.findById(venueId, session);
  if (!venue) throw notFound('Venue not found');
  return venue;
}

/** Reads an organiser's venues. @throws DomainError not_found, not_authorized */
export const readVenues =
  (deps: Pick<CatalogDeps, 'organisers' | 'venues'>) =>
  async (acting: Acting): Promise<Venue[]> => {
    await requireMember(deps, acting);
    return deps.venues.findByOrganiser(acting.organiserId);
  };

/** Reads a venue with its newest seat map. @throws DomainError not_found, not_authorized */
export const readVenue =
  (deps: Pick<CatalogDeps, 'organisers' | 'venues'>) =>
  async ({ venueId, userId }: { venueId: string; userId: string }): Promise<VenueWithSeats> => {
    const venue = await findVenue(deps, venueId);
    await requireMember(deps, { organiserId: venue.organiserId, userId });
    return { venue, seatMap: await deps.venues.readSeatMap(venueId, venue.seatMapVersion) };
  };
