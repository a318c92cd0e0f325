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

/** The command line; it ends by throwing, so that main.ts alone decides how the process ends. */
export function createProgram(context: CliContext): Command {
  const program = new Command('npx ticketing')
    .description('The ticketing marketplace, for those who operate it')
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', exitText);
  program.configureOutput({
    writeOut: (text) => context.terminal.stdout.write(text),
    writeErr: (text) => context.terminal.stderr.write(text),
  });
  signInCommand(context, program);
  signOutCommand(context, program);
  const dlq = program
    .command('dlq')
    .description('dead letters: messages that a consumer group or a relay could not do')
    .addHelpText(
      'after',
      `
The usual way: dlq group shows what fails, dlq show <id> why; once the cause is mended, dlq replay sends the letters again.
Letters that can't be mended are sent with another value (dlq edit) or given up (dlq discard).`,
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
