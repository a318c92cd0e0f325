import { createOnce, type Effect, newEffect, objectIdOf } from '@ticketing/common/effects';
import { notFound, ruleViolated } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { CrewDetails, CrewMember } from '../domain/crew.ts';
import { countUse } from './count-use.ts';
import type { CatalogDeps } from './deps.ts';
import { type Acting, requireSeller } from './read-organisers.ts';

/** More people than an organiser has; there is no page after the first. */
const maxCrew = 500;

type CrewDeps = Pick<CatalogDeps, 'connection' | 'organisers' | 'crew' | 'counters'>;

/** Somebody of an organiser's crew. */
export interface ActingOnMember extends Acting {
  crewId: string;
}

/** @throws DomainError not_found, also for another organiser's */
export async function findCrewMember(
  { crew }: Pick<CatalogDeps, 'crew'>,
  { organiserId, crewId }: Pick<ActingOnMember, 'organiserId' | 'crewId'>,
  session?: ClientSession,
): Promise<CrewMember> {
  const member = await crew.findById(crewId, session);
  if (member?.organiserId !== organiserId) throw notFound('Crew member not found');
  return member;
}

/** Reads an organiser's crew. @throws DomainError not_found, not_authorized, role_required */
export const readCrewMembers =
  (deps: CrewDeps) =>
  async (acting: Acting): Promise<CrewMember[]> => {
    await requireSeller(deps, acting);
    return deps.crew.findByOrganiser(acting.organiserId, maxCrew);
  };

/**
 * Adds somebody to an organiser's crew. Idempotent per effect.
 * @throws DomainError not_found, not_authorized, role_required, crew_full, too_many_crew
 */
export const addCrewMember =
  (deps: CrewDeps) =>
  async ({
    organiserId,
    userId,
    details,
    effect = newEffect(),
  }: Acting & { details: CrewDetails; effect?: Effect }): Promise<CrewMember> => {
    const id = objectIdOf(effect);
    return createOnce(effect, {
      find: () => deps.crew.findById(id),
      create: async () => {
        await requireSeller(deps, { organiserId, userId });
        if ((await deps.crew.countOf(organiserId)) >= maxCrew)
          throw ruleViolated('crew_full', `A crew has at most ${maxCrew} people`);
        await countUse(deps)('crew', userId);
        const member: CrewMember = { ...details, id, organiserId, duties: [], createdAt: new Date() };
        await deps.crew.insert(member);
        return member;
      },
    });
  };

/** Replaces what is known about somebody. @throws DomainError not_found, not_authorized, role_required */
export const changeCrewMember =
  (deps: CrewDeps) =>
  async ({ details, ...acting }: ActingOnMember & { details: CrewDetails }): Promise<CrewMember> => {
    await requireSeller(deps, acting);
    return inTransaction(deps.connection, async (session) => {
      const before = await findCrewMember(deps, acting, session);
      await deps.crew.saveDetails(session, before.id, details);
      return { ...before, ...details };
    });
  };

/** Erases somebody, with their duties. Idempotent. @throws DomainError not_found, not_authorized, role_required */
export const removeCrewMember =
  (deps: CrewDeps) =>
  async ({ crewId, ...acting }: ActingOnMember): Promise<void> => {
    await requireSeller(deps, acting);
    await deps.crew.remove(acting.organiserId, crewId);
  };
