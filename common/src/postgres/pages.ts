import { empty, type Sql, sqltag } from '@prisma/client/runtime/client';
import type { Cursor } from '../http/index.ts';

/**
 * Returns the condition of a page that goes on after this position, from newest to oldest; nothing for the first page. Row
 * comparison matches an index on (created_at, id), so a late page costs no more than the first.
 */
export const andOlderThan = (after: Cursor | undefined): Sql =>
  after ? sqltag`AND (created_at, id) < (${new Date(after.value)}::timestamptz, ${after.id}::uuid)` : empty;
