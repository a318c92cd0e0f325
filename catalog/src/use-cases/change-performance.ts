import { conflict } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { Verifiable } from '@ticketing/common/verified-email';
import { assertMayOrganise, sellingRoles } from '../domain/organiser.ts';
import { cancel, close, edit, type Performance, publish, validatorOf } from '../domain/performance.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import type { CatalogDeps } from './deps.ts';
import { type GivenDetails, resolveReferences } from './draft-performance.ts';
import { findOwnPerformance } from './find-own-performance.ts';
import { findVenue } from './read-venues.ts';

export interface OwnPerformance {
  performanceId: string;
  userId: string;
  /** The validators that the change applies to, from If-Match; null or undefined for any. */
  expectedTags?: readonly string[] | null;
}

interface Change {
  after: Performance | null;
  /** The seat map of a publication. */
  seatMap?: SeatMap | null;
}

type ChangeDeps = Omit<CatalogDeps, 'counters' | 'signedIds' | 'requiresVerifiedEmail'>;

/**
 * Finds a performance that a person may sell, in the expected version.
 * @throws DomainError not_found, not_authorized, role_required, stale_version
 */
async function findOwn(
  deps: ChangeDeps,
  { performanceId, userId, expectedTags = null }: OwnPerformance,
  session: ClientSession,
): Promise<Performance> {
  const performance = await findOwnPerformance(deps, { performanceId, userId, roles: sellingRoles }, session);
  if (expectedTags !== null && !expectedTags.includes(validatorOf(performance)))
    throw conflict('stale_version', 'The performance was changed in the meantime; reload it');
  return performance;
}

/** Changes a performance by a rule. Publishes exactly when the rule raises the version. */
const change = (
  deps: ChangeDeps,
  own: OwnPerformance,
  rule: (before: Performance, session: ClientSession) => Promise<Change> | Change,
): Promise<Performance> =>
  inTransaction(deps.connection, async (session) => {
    const before = await findOwn(deps, own, session);
    const { after, seatMap = null } = await rule(before, session);
    if (!after) return before;
    const { version } = after;
    return version === null
      ? deps.performances.saveDraft(session, after)
      : deps.performances.saveVersion(session, { ...after, version }, seatMap);
  });

/** @throws DomainError as {@link findOwn}, {@link resolveReferences} and {@link edit} */
export const editPerformance =
  (deps: ChangeDeps) =>
  ({ details, ...own }: OwnPerformance & { details: Partial<GivenDetails> }): Promise<Performance> =>
    change(deps, own, async (before, session) => {
      const given = await resolveReferences(deps, before.organiserId, details);
      const after = edit(before, given, new Date());
      if (after) await moveCrew(deps, after, session);
      return { after };
    });

/** Keeps the duties of the crew at the times of the departure. */
async function moveCrew(
  { crew }: Pick<CatalogDeps, 'crew'>,
  { id, startsAt, arrivesAt }: Performance,
  session: ClientSession,
): Promise<void> {
  if (arrivesAt) await crew.moveDuties(session, { performanceId: id, startsAt, endsAt: arrivesAt });
  else await crew.removeDuties(session, id);
}

/** Puts a performance on sale. Idempotent. @throws DomainError as {@link findOwn} and {@link publish}, email_not_verified */
export const publishPerformance =
  (deps: ChangeDeps & Pick<CatalogDeps, 'requiresVerifiedEmail'>) =>
  ({ isEmailVerified, ...own }: OwnPerformance & Verifiable): Promise<Performance> =>
    change(deps, own, async (before, session) => {
      assertMayOrganise({ isEmailVerified }, deps.requiresVerifiedEmail);
      const { seatMapVersion } = await findVenue(deps, before.venue.id, session);
      const seatMap = await deps.venues.findSeatMap(session, before.venue.id, seatMapVersion);
      return { after: publish(before, seatMap, new Date()), seatMap };
    });

/** Ends the sale of a performance. Idempotent. @throws DomainError as {@link findOwn} and {@link close} */
export const closeSale =
  (deps: ChangeDeps) =>
  (own: OwnPerformance): Promise<Performance> =>
    change(deps, own, (before) => ({ after: close(before) }));

/**
 * Cancels a performance for good: nothing more of it is sold, and orders ends what was (ADR 36). Its crew is free.
 * Idempotent; the first reason stays.
 * @throws DomainError as {@link findOwn} and {@link cancel}
 */
export const cancelPerformance =
  (deps: ChangeDeps) =>
  ({ reason, ...own }: OwnPerformance & { reason: string }): Promise<Performance> =>
    change(deps, own, async (before, session) => {
      const after = cancel(before, reason, new Date());
      if (after) await deps.crew.removeDuties(session, after.id);
      return { after };
    });
