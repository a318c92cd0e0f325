import { notFound } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { assertRole, type MemberRole, roleOf } from '../domain/organiser.ts';
import type { Performance } from '../domain/performance.ts';
import type { CatalogDeps } from './deps.ts';
import { findOrganiser } from './read-organisers.ts';

/**
 * Finds a performance of an organiser in which a person has one of some roles. A draft exists only for members.
 * @throws DomainError not_found, not_authorized, role_required
 */
export async function findOwnPerformance(
  deps: Pick<CatalogDeps, 'performances' | 'organisers'>,
  { performanceId, userId, roles }: { performanceId: string; userId: string; roles: readonly MemberRole[] },
  session?: ClientSession,
): Promise<Performance> {
  const performance = await deps.performances.findById(performanceId, session);
  if (!performance) throw notFound('Performance not found');
  const organiser = await findOrganiser(deps, performance.organiserId, session);
  if (performance.status === 'draft' && roleOf(organiser, userId) === null) throw notFound('Performance not found');
  assertRole(organiser, userId, roles);
  return performance;
}
