export { isContention } from './contention.ts';
export {
  conflict,
  DomainError,
  type DomainErrorKind,
  forbidden,
  invalidInput,
  notCaughtUp,
  notFound,
  notOwner,
  ruleViolated,
  tooMany,
} from './domain-error.ts';
export { PermanentError } from './permanent-error.ts';
export { type RetryTransientOptions, retryTransient } from './retry-transient.ts';
export { isTransient, TransientError } from './transient-error.ts';
export { isUniqueViolation } from './unique-violation.ts';
