import type { PerformancePublished, PerformanceUpdated } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import { insertPerformances, updatePerformances } from '../store/performance-store.ts';

/** Stores performances that went on sale. Requires the caller's transaction. Idempotent. */
export const storePerformances =
  () =>
  ({ tx, published }: { tx: Tx; published: readonly PerformancePublished[] }): Promise<void> =>
    insertPerformances(tx, published);

/** Stores what has changed of performances. Requires the caller's transaction. Idempotent. */
export const changePerformances =
  () =>
  ({ tx, updated }: { tx: Tx; updated: readonly PerformanceUpdated[] }): Promise<void> =>
    updatePerformances(tx, updated);
