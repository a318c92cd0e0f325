import { errorChain } from './error-chain.ts';

// PostgreSQL appendix A: unique_violation.
const postgresState = '23505';

/** Returns whether PostgreSQL rejected a row that a unique index has already. Decides by error codes. */
export const isUniqueViolation = (error: unknown): boolean =>
  [...errorChain(error)].some(({ code, originalCode }) => [code, originalCode].includes(postgresState));
