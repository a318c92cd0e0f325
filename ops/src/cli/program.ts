import { Command } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { cancelCommand } from './commands/cancel.ts';
import { discardCommand } from './commands/discard.ts';
import { editCommand } from './commands/edit.ts';
import { exportCommand } from './commands/export.ts';
import { groupCommand } from './commands/group.ts';
import { listCommand } from './commands/list.ts';
import { replayCommand } from './commands/replay.ts';
import { showCommand } from './commands/show.ts';
import { signInCommand, signOutCommand } from './commands/sign-in.ts';
import { statusCommand } from './commands/status.ts';
import type { CliContext } from './context.ts';

const exitText = `
Exit codes: 0 done · 1 failed · 64 wrong usage · 77 not signed in or not an operator · 130 interrupted`;

/** Creates the command line. It ends by throwing, so that only main.ts decides how the process exits. */
export function createProgram(context: CliContext): Command {
  const program = new Command('npx ticketing')
    .description('Operates the ticketing marketplace')
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .addHelpText('after', exitText);
  program.configureOutput({
    writeOut: (text) => context.terminal.stdout.write(text),
    writeErr: (text) => context.terminal.stderr.write(text),
  });
  signInCommand(context, program);
  signOutCommand(context, program);
  const dlq = program
    .command('dlq')
    .description('dead letters: messages that a consumer group or a relay failed to process')
    .addHelpText(
      'after',
      `
Typical workflow: dlq group shows what fails, dlq show <id> why; once the cause is fixed, dlq replay resends the letters.
Letters that can't be processed are resent with another value (dlq edit) or discarded (dlq discard).`,
    );
  for (const add of [
    listCommand,
    showCommand,
    groupCommand,
    replayCommand,
    editCommand,
    discardCommand,
    exportCommand,
    statusCommand,
    cancelCommand,
    auditCommand,
  ])
    add(context, dlq);
  return program;
}
