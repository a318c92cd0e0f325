import { CommanderError } from 'commander';
import { CliError, exitCodes } from './exit.ts';
import { createProgram } from './program.ts';
import { sessionFile, sessionPath } from './session-file.ts';

let onInterrupt = () => process.exit(exitCodes.interrupted);
process.on('SIGINT', () => onInterrupt());
/** Hands Ctrl-C over to the command. */
const interruption = () =>
  new Promise<void>((resolve) => {
    onInterrupt = resolve as typeof onInterrupt;
  });

/** commander has already printed its message. Requesting help is no error. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CliError) {
    if (error.message) process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failure;
}

// A reader such as head may close the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});

process.exitCode = await createProgram({
  terminal: process,
  sessions: sessionFile(sessionPath(process.env.XDG_CONFIG_HOME)),
  env: process.env,
  interruption,
})
  .parseAsync()
  .then(() => exitCodes.ok, exitCodeOf);
