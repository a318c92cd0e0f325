import { type Page, readPage } from '@ticketing/common/http';
import type { ManifestEntry } from '../domain/manifest.ts';
import { admittingRoles } from '../domain/organiser.ts';
import type { ManifestPage } from '../store/manifest-store.ts';
import type { CatalogDeps } from './deps.ts';
import { findOwnPerformance } from './find-own-performance.ts';

/**
 * Reads a page of who has tickets for a performance, in the order of their issue.
 * @throws DomainError not_found, not_authorized, role_required
 */
export const readManifest =
  (deps: Pick<CatalogDeps, 'performances' | 'organisers' | 'manifest'>) =>
  async ({ userId, ...page }: ManifestPage & { userId: string }): Promise<Page<ManifestEntry>> => {
    await findOwnPerformance(deps, { performanceId: page.performanceId, userId, roles: admittingRoles });
    return readPage(page.limit, (limit) => deps.manifest.findIssued({ ...page, limit }));
  };
