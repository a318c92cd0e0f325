import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import { notOwner } from '@ticketing/common/errors';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayOrganise } from '../domain/organiser.ts';
import { newSchedule, type Schedule, type Timetable } from '../domain/schedule.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireSeller } from './read-organisers.ts';
import { findVenue } from './read-venues.ts';
import { findPlace } from './search-places.ts';

export interface NewSchedule extends Acting, Verifiable {
  timetable: Omit<Timetable, 'venue' | 'origin' | 'destination'> & {
    venueId: string;
    originId: string;
    destinationId: string;
  };
  effect?: Effect;
}

/**
 * Creates a schedule, with the newest seat map of its vehicle. Departures follow within seconds. Idempotent per effect.
 * @throws DomainError not_found, not_authorized, role_required, email_not_verified, too_many_schedules, and as
 *   {@link newSchedule}
 */
export const createSchedule =
  (deps: CatalogDeps) =>
  async ({ organiserId, userId, isEmailVerified, timetable, effect = newEffect() }: NewSchedule): Promise<Schedule> => {
    const { schedules, venues, requiresVerifiedEmail } = deps;
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: () => schedules.findById(id),
      create: async () => {
        await requireSeller(deps, { organiserId, userId });
        assertMayOrganise({ isEmailVerified }, requiresVerifiedEmail);
        const { venueId, originId, destinationId, ...given } = timetable;
        const { name, place, organiserId: ownerId, seatMapVersion } = await findVenue(deps, venueId);
        if (ownerId !== organiserId) throw notOwner();
        const [origin, destination] = await Promise.all([findPlace(deps, originId), findPlace(deps, destinationId)]);
        const seatMap = await venues.readSeatMap(venueId, seatMapVersion);
        const venue = { id: venueId, name, place };
        const schedule = newSchedule({ ...given, id, organiserId, venue, origin, destination }, seatMap, new Date());
        await countUse(deps)('schedules', userId);
        await schedules.insert(schedule);
        return schedule;
      },
    });
  };
