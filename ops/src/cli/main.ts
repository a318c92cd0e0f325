import { CommanderError } from 'commander';
import { CliError, exitCodes } from './exit.ts';
import { createProgram } from './program.ts';
import { sessionFile, sessionPath } from './session-file.ts';

let onInterrupt = () => process.exit(exitCodes.interrupted);
process.on('SIGINT', () => onInterrupt());
/** From here on Ctrl-C is the command's to deal with. */
const interruption = () =>
  new Promise<void>((resolve) => {
    onInterrupt = resolve as typeof onInterrupt;
  });

/** commander has told the person already. Asking for help is no mistake. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CliError) {
    if (error.message) process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failure;
}

// A reader that has enough, such as head, ends the pipe.
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
