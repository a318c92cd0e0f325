/**
 * A failure that no retry can fix: undecodable, rejected by its schema, or forbidden by a rule. The message is
 * dead-lettered.
 */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
  /** Stable class of the failure, for grouping dead letters. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
