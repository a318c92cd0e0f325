import { createOnce, type Effect, newEffect } from '@ticketing/common/effects';
import { notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertConsistent, type Details, newDraft, type Performance } from '../domain/performance.ts';
import type { Place } from '../domain/place.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireSeller } from './read-organisers.ts';
import { findVenue } from './read-venues.ts';
import { findPlace } from './search-places.ts';

/** Details as people give them: venue and places by id. */
export type GivenDetails = Omit<Details, 'venue' | 'origin' | 'destination'> & {
  venueId: string;
  originId: string | null;
  destinationId: string | null;
};

export interface NewPerformance extends Acting {
  details: GivenDetails;
  effect?: Effect;
}

type ReferenceDeps = Pick<CatalogDeps, 'venues' | 'places'>;

/**
 * Replaces ids by what they refer to; those that are not given stay out.
 * @throws DomainError not_found, and not_authorized for another organiser's venue
 */
export async function resolveReferences(
  deps: ReferenceDeps,
  organiserId: string,
  { venueId, originId, destinationId, ...rest }: Partial<GivenDetails>,
): Promise<Partial<Details>> {
  const placeOf = async (id: string | null): Promise<Place | null> => (id === null ? null : findPlace(deps, id));
  const venueOf = async (id: string) => {
    const { name, place, organiserId: ownerId } = await findVenue(deps, id);
    if (ownerId !== organiserId) throw notOwner();
    return { id, name, place };
  };
  return {
    ...rest,
    ...(venueId !== undefined && { venue: await venueOf(venueId) }),
    ...(originId !== undefined && { origin: await placeOf(originId) }),
    ...(destinationId !== undefined && { destination: await placeOf(destinationId) }),
  };
}

/**
 * Prepares a performance; nobody but the organiser's members sees it before its publication. Idempotent per effect.
 * @throws DomainError not_found, not_authorized, role_required, too_many_performances, and as {@link assertConsistent}
 */
export const draftPerformance =
  (deps: CatalogDeps) =>
  async ({ organiserId, userId, details: given, effect = newEffect() }: NewPerformance): Promise<Performance> => {
    const { connection, performances, signedIds } = deps;
    const [id, now] = [signedIds.objectIdOf(effect), new Date()];
    return createOnce(effect, {
      find: () => performances.findById(id),
      create: async () => {
        await requireSeller(deps, { organiserId, userId });
        const details = (await resolveReferences(deps, organiserId, given)) as Details;
        assertConsistent(details);
        await countUse(deps)('performances', userId);
        const performance = newDraft(details, { id, organiserId, now });
        await inTransaction(connection, (session) => performances.insert(session, performance));
        return performance;
      },
    });
  };
