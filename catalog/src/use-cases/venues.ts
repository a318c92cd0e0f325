import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import { notFound } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { type GivenSection, isSameMap, type SeatMap, toSections } from '../domain/seat-map.ts';
import type { Venue } from '../domain/venue.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireMember, requireSeller } from './organisers.ts';
import { findPlace } from './places.ts';

type VenueDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'venues' | 'places' | 'counters'>;

export interface VenueWithSeats {
  venue: Venue;
  seatMap: SeatMap | null;
}

export interface NewVenue extends Acting {
  name: string;
  placeId: string;
  sections?: readonly GivenSection[] | undefined;
  effect?: Effect;
}

/**
 * Creates a venue, with its first seat map if it is given. Idempotent per effect.
 * @throws DomainError not_found, not_authorized, role_required, too_many_venues, and those of a seat map
 */
export const createVenue =
  (deps: VenueDeps) =>
  async ({ organiserId, userId, name, placeId, sections, effect = newEffect() }: NewVenue): Promise<VenueWithSeats> => {
    const { connection, venues } = deps;
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: async () => {
        const venue = await venues.findById(id);
        return venue && { venue, seatMap: await venues.readSeatMap(id, venue.seatMapVersion) };
      },
      create: async () => {
        const seatMap = sections ? { venueId: id, version: 1, sections: toSections(sections) } : null;
        await requireSeller(deps, { organiserId, userId });
        const place = await findPlace(deps, placeId);
        await countUse(deps)('venues', userId);
        const venue: Venue = { id, organiserId, name, place, seatMapVersion: seatMap ? 1 : 0, createdAt: new Date() };
        await inTransaction(connection, (session) => venues.insert(session, venue, seatMap));
        return { venue, seatMap };
      },
    });
  };

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
