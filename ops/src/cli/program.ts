import { Command } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { cancelCommand } from './commands/cancel.ts';
import { discardCommand } from './commands/discard.ts';
import { editCommand } from './commands/edit.ts';
import { exportCommand } from './commands/export.ts';
import { groupCommand } from './commands/group.ts';
import { listCommand } from './commands/list.ts';
import { orderCommand } from './commands/order.ts';
import { outboxCommand } from './commands/outbox.ts';
import { replayCommand } from './commands/replay.ts';
import { sagaCommand } from './commands/saga.ts';
import { sagasCommand } from './commands/sagas.ts';
import { schemaCheckCommand } from './commands/schema-check.ts';
import { showCommand } from './commands/show.ts';
import { signInCommand, signOutCommand } from './commands/sign-in.ts';
import { statusCommand } from './commands/status.ts';
import { topicsTailCommand } from './commands/topics-tail.ts';
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
  sagasCommand(context, program);
  sagaCommand(context, program);
  addInspection(context, program);
  return program;
}

const directText = `
Reads the parts directly and changes nothing. Addresses: KAFKA_BROKERS, SCHEMA_REGISTRY_URL, ORDERS_DATABASE_URL,
BOOKINGS_DATABASE_URL, AUTH_MONGO_URI, TICKETS_MONGO_URI, CATALOG_MONGO_URI, PAYMENTS_MONGO_URI, REDIS_URL; without
them, the stack that npm start runs here.`;

/**
 * Commands that look into databases and topics themselves, so that they also work while services are down. They import
 * the drivers only when they run: loading them takes longer than any other command does.
 */
function addInspection(context: CliContext, program: Command): void {
  const topics = program.command('topics').description('messages on Kafka topics');
  const schema = program.command('schema').description('Avro schemas of the events');
  const commands = [
    topicsTailCommand(context, topics),
    outboxCommand(context, program),
    orderCommand(context, program),
    schemaCheckCommand(context, schema),
  ];
  for (const command of commands) command.addHelpText('after', directText);
}
