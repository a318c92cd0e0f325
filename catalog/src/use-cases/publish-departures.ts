import { isTransient } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import { inTransaction } from '@ticketing/common/mongo';
import type { LocalDate } from '../domain/local-time.ts';
import { hasSeller } from '../domain/organiser.ts';
import { departureKeyOf, departureOf, planOf, type Schedule } from '../domain/schedule.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import type { CatalogDeps } from './deps.ts';
import { findOrganiser } from './read-organisers.ts';

export interface DepartureDeps
  extends Pick<CatalogDeps, 'connection' | 'organisers' | 'venues' | 'performances' | 'schedules' | 'signedIds'> {
  log: Logger;
}

/** When a schedule that failed is looked at again. */
const retryAfterMs = 60_000;

/**
 * Publishes the departures that are due. Departures of a schedule are published in order, each in a transaction that
 * notes its day; so a run that was interrupted is continued by the next one, in any process. The id follows from schedule
 * and day, so that none is published twice. A schedule that fails is retried later and delays no other.
 */
export const publishDepartures = (deps: DepartureDeps) => async (): Promise<void> => {
  const { schedules, log } = deps;
  for (const schedule of await schedules.findDue(new Date())) {
    try {
      await publishSchedule(deps, schedule);
    } catch (err) {
      log[isTransient(err) ? 'warn' : 'error'](
        { err, scheduleId: schedule.id },
        'departures of a schedule were not published; will retry',
      );
      await schedules.postpone(schedule.id, new Date(Date.now() + retryAfterMs));
    }
  }
};

async function publishSchedule(deps: DepartureDeps, schedule: Schedule): Promise<void> {
  const { schedules, venues } = deps;
  const plan = planOf(schedule, new Date());
  // Nobody could cancel a departure of an organiser without people.
  if (!hasSeller(await findOrganiser(deps, schedule.organiserId))) return schedules.end(schedule.id, new Date());
  const seatMap = await venues.readSeatMap(schedule.venue.id, schedule.seatMapVersion);
  for (const day of plan.days) if (!(await publishDeparture(deps, { schedule, seatMap, day }))) return;
  await schedules.complete(schedule.id, plan);
}

/** @returns false when the schedule was ended in the meantime */
const publishDeparture = (
  { connection, performances, schedules, signedIds }: DepartureDeps,
  { schedule, seatMap, day }: { schedule: Schedule; seatMap: SeatMap | null; day: LocalDate },
): Promise<boolean> => {
  const id = signedIds.objectIdOf({ id: departureKeyOf(schedule, day), isShared: true, isRepeat: true });
  return inTransaction(connection, async (session) => {
    if (!(await schedules.advance(session, schedule.id, day))) return false;
    const now = new Date();
    if (!(await performances.findById(id, session)))
      await performances.insertPublished(session, departureOf(schedule, { id, day, seatMap, now }), seatMap);
    return true;
  });
};
