// PostgreSQL appendix A: lock_not_available, serialization_failure, deadlock_detected, query_canceled (statement_timeout).
const postgresStates = new Set(['55P03', '40001', '40P01', '57014']);
// MongoDB error codes: LockTimeout, WriteConflict.
const mongoCodes = new Set([24, 112]);
// Prisma error reference: write conflict or deadlock.
const prismaCode = 'P2034';

interface ErrorLike {
  code?: unknown;
  originalCode?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/**
 * Returns whether another transaction holds the row. Such an error says nothing about other rows or the database.
 * Decides by error codes and looks through causes, because drivers wrap each other's errors.
 */
export function isContention(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, originalCode, cause, meta } = error as ErrorLike;
  if (code === prismaCode || (typeof code === 'number' && mongoCodes.has(code))) return true;
  if ([code, originalCode].some((state) => typeof state === 'string' && postgresStates.has(state))) return true;
  return isContention(cause, depth + 1) || isContention(meta?.driverAdapterError, depth + 1);
}
