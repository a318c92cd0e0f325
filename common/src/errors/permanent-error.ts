/** A message that no retry can mend: undecodable, refused by its schema, or forbidden by a rule. It is dead-lettered. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
  /** Stable class of the failure, for grouping dead letters. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
