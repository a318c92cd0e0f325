/** Exit codes; those above 63 are from sysexits.h. */
export const exitCodes = {
  ok: 0,
  /** Something failed: the request, or a replayed letter. */
  failure: 1,
  usage: 64,
  /** Not signed in, or not an operator. */
  notAllowed: 77,
  /** Interrupted by Ctrl-C; a started replay continues. */
  interrupted: 130,
} as const;

/** Ends the command with a message for the user and an exit code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failure) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const usageError = (message: string): CliError => new CliError(message, exitCodes.usage);
