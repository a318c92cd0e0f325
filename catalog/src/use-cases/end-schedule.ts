import { notFound } from '@ticketing/common/errors';
import type { Schedule } from '../domain/schedule.ts';
import type { CatalogDeps } from './deps.ts';
import { requireSeller } from './read-organisers.ts';

type ScheduleDeps = Pick<CatalogDeps, 'schedules' | 'organisers'>;

/** Reads the schedules of a person's organisers, newest first. */
export const readOwnSchedules =
  ({ schedules, organisers }: ScheduleDeps) =>
  async ({ userId }: { userId: string }): Promise<Schedule[]> =>
    schedules.findByOrganisers((await organisers.findByMember(userId)).map(({ id }) => id));

/**
 * Ends a schedule: no more departures are published; those that are stay on sale. Idempotent.
 * @throws DomainError not_found, not_authorized, role_required
 */
export const endSchedule =
  (deps: ScheduleDeps) =>
  async ({ scheduleId, userId }: { scheduleId: string; userId: string }): Promise<void> => {
    const schedule = await deps.schedules.findById(scheduleId);
    if (!schedule) throw notFound('Schedule not found');
    await requireSeller(deps, { organiserId: schedule.organiserId, userId });
    await deps.schedules.end(scheduleId, new Date());
  };
