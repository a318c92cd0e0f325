export {
  conflict,
  DomainError,
  type DomainErrorKind,
  invalidInput,
  notFound,
  notOwner,
  ruleViolated,
} from './domain-error.ts';
export { PermanentError } from './permanent-error.ts';
export { isTransient, TransientError } from './transient-error.ts';
