import { assertWithinLimit, type Limited, limitWindowMs } from '../domain/limits.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Counts what an account makes before it is stored, so that concurrent requests count each other.
 * @throws DomainError as {@link assertWithinLimit}
 */
export const countUse =
  ({ counters }: Pick<CatalogDeps, 'counters'>) =>
  async (what: Limited, userId: string): Promise<void> =>
    assertWithinLimit(what, await counters.add([what, userId], limitWindowMs));
