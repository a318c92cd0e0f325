import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { assertRuns, type Crew, crewOf, dutyOf, onDutyElsewhere, toCrewedDeparture } from '../domain/crew.ts';
import { sellingRoles } from '../domain/organiser.ts';
import type { Performance } from '../domain/performance.ts';
import type { CatalogDeps } from './deps.ts';
import { findOwnPerformance } from './find-own-performance.ts';
import { findCrewMember } from './keep-crew.ts';
import { findVenue } from './read-venues.ts';

type AssignDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'performances' | 'venues' | 'crew'>;

interface OfDeparture {
  performanceId: string;
  userId: string;
}

const findOwn = (deps: AssignDeps, { performanceId, userId }: OfDeparture, session?: ClientSession) =>
  findOwnPerformance(deps, { performanceId, userId, roles: sellingRoles }, session);

/** Reads the crew of a departure, and what is missing. @throws DomainError not_found, not_authorized, role_required, not_a_departure */
export const readCrew =
  (deps: AssignDeps) =>
  async (own: OfDeparture): Promise<Crew> =>
    currentCrew(deps, await findOwn(deps, own));

async function currentCrew(deps: AssignDeps, performance: Performance): Promise<Crew> {
  const departure = toCrewedDeparture(performance);
  const { crewNeeds } = await findVenue(deps, performance.venue.id);
  return crewOf(departure, crewNeeds, await deps.crew.findOnDeparture(performance.id));
}

/**
 * Assigns somebody to a departure in a role, instead of another role there. Idempotent. The performance is marked, so that
 * a change of its times at the same moment conflicts: the duty has the times that the departure has.
 * @throws DomainError not_found, not_authorized, role_required, not_a_departure, performance_cancelled, and as {@link dutyOf}
 */
export const assignCrew =
  (deps: AssignDeps) =>
  async ({ crewId, role, ...own }: OfDeparture & { crewId: string; role: string }): Promise<Crew> => {
    const performance = await inTransaction(deps.connection, async (session) => {
      const found = await findOwn(deps, own, session);
      assertRuns(found);
      const departure = toCrewedDeparture(found);
      const member = await findCrewMember(deps, { organiserId: found.organiserId, crewId }, session);
      const { crewNeeds } = await findVenue(deps, found.venue.id, session);
      const duty = dutyOf(member, { role, needs: crewNeeds, departure });
      if (!(await deps.crew.addDuty(session, crewId, duty))) throw onDutyElsewhere();
      await deps.performances.markCrewed(session, found.id);
      return found;
    });
    return currentCrew(deps, performance);
  };

/** Takes somebody off a departure. Idempotent. @throws DomainError not_found, not_authorized, role_required, not_a_departure */
export const unassignCrew =
  (deps: AssignDeps) =>
  async ({ crewId, ...own }: OfDeparture & { crewId: string }): Promise<Crew> => {
    const performance = await inTransaction(deps.connection, async (session) => {
      const found = await findOwn(deps, own, session);
      await findCrewMember(deps, { organiserId: found.organiserId, crewId }, session);
      await deps.crew.removeDuty(session, crewId, found.id);
      return found;
    });
    return currentCrew(deps, performance);
  };
