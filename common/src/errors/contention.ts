import { type ErrorLike, errorChain } from './error-chain.ts';

// PostgreSQL appendix A: lock_not_available, serialization_failure, deadlock_detected, query_canceled (statement_timeout).
const postgresStates = new Set(['55P03', '40001', '40P01', '57014']);
// MongoDB error codes: LockTimeout, WriteConflict.
const mongoCodes = new Set([24, 112]);
// Prisma error reference: write conflict or deadlock.
const prismaCode = 'P2034';

const isHeldElsewhere = ({ code, originalCode }: ErrorLike): boolean =>
  code === prismaCode ||
  (typeof code === 'number' && mongoCodes.has(code)) ||
  [code, originalCode].some((state) => typeof state === 'string' && postgresStates.has(state));

/**
 * Returns whether another transaction holds the row. Such an error says nothing about other rows or the database.
 * Decides by error codes.
 */
export const isContention = (error: unknown): boolean => [...errorChain(error)].some(isHeldElsewhere);
