/** The kind of refusal. The HTTP edge maps it to a status; consumers never retry it. */
export type DomainErrorKind =
  | 'invalid_input'
  | 'not_found'
  | 'not_owner'
  | 'forbidden'
  | 'conflict'
  | 'rule'
  | 'too_many'
  | 'not_ready';

/** A rule refused the request. Expected, reported to the caller with its own message, never retried. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: DomainErrorKind;
  /** Stable and machine-readable; part of the HTTP contract. */
  readonly code: string;
  readonly field: string | undefined;
  /** When the caller may retry; set for `too_many` and `not_ready`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: DomainErrorKind, code: string, message: string, field?: string, retryAfterSeconds?: number) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 400: the input breaks a rule. @param field the input's field, for forms */
export const invalidInput = (code: string, message: string, field?: string) =>
  new DomainError('invalid_input', code, message, field);
/** 404: no such entity. */
export const notFound = (message = 'Not found') => new DomainError('not_found', 'not_found', message);
/** 401: the entity belongs to someone else. */
export const notOwner = () => new DomainError('not_owner', 'not_authorized', 'Not authorized');
/** 403: this user may not do this now. */
export const forbidden = (code: string, message: string) => new DomainError('forbidden', code, message);
/** 409: the entity is in a state that forbids it, or has changed meanwhile. */
export const conflict = (code: string, message: string) => new DomainError('conflict', code, message);
/** 400: a rule of the domain forbids it now. */
export const ruleViolated = (code: string, message: string) => new DomainError('rule', code, message);
/** @param retryAfterSeconds when the caller may retry */
export const tooMany = (code: string, message: string, retryAfterSeconds: number) =>
  new DomainError('too_many', code, message, undefined, Math.max(1, Math.ceil(retryAfterSeconds)));
/** The entity may exist, but its event has not been applied by this service yet. */
export const notCaughtUp = () =>
  new DomainError('not_ready', 'not_caught_up', 'This is not available yet; try again in a moment', undefined, 1);
