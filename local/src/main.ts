import { ConfigError } from '@ticketing/common/config';
import { Command } from 'commander';
import type { ReconcileOptions } from './commands/reconcile.ts';
import type { UnknownChargesOptions } from './commands/unknown-charges.ts';
import { type LocalConfig, loadConfig } from './config.ts';
import { PortsError } from './ports/resolve-ports.ts';
import { PartFailed } from './process/part-failed.ts';
import { printError } from './ui/print.ts';

// A closed terminal rejects output; that must not prevent a graceful stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Runs a command and exits with its code. Each is loaded when it is asked for: together they take a second. */
const finish = async (code: number | Promise<number>) => process.exit(await code);

interface StartFlags {
  detach: boolean;
  observe: boolean;
  secure: boolean;
}

/** What the flags say beside the environment. */
const configFor = ({ observe, secure }: Pick<StartFlags, 'observe' | 'secure'>): LocalConfig => {
  const config = loadConfig();
  return { ...config, observes: observe, secures: secure || config.secures };
};

interface SuperviseFlags {
  attached: boolean;
  reload: boolean;
  observe: boolean;
  secure: boolean;
  restore?: string | null;
}

const program = new Command()
  .name('local')
  .description('Runs the whole marketplace on this machine: native parts, services, client, demo data.')
  .addHelpText('after', '\nVariables and files are described in local/README.md.');

program
  .command('start')
  .description('install what is missing, start everything, seed demo data, print the addresses')
  .option('-d, --detach', 'return when everything is ready, and leave it running', false)
  .option('--observe', 'also keep and show traces, metrics, logs and alerts', false)
  .option('--secure', 'protect databases, brokers and registry by TLS and credentials, as in production', false)
  .action(async ({ detach, ...flags }: StartFlags) => {
    const { start } = await import('./commands/start.ts');
    await finish(start(configFor(flags), { detach }));
  });
program
  .command('dev')
  .description('the same with reload: an edited service starts again, the client is compiled as it is asked for')
  .argument('[service]', 'shows its log here and opens a port for a debugger')
  .option('-d, --detach', 'return when everything is ready, and leave it running', false)
  .option('--observe', 'also keep and show traces, metrics, logs and alerts', false)
  .option('--secure', 'protect databases, brokers and registry by TLS and credentials, as in production', false)
  .action(async (service: string | undefined, { detach, ...flags }: StartFlags) => {
    const { dev } = await import('./commands/dev.ts');
    await finish(dev({ ...configFor(flags), reloads: true }, service, { detach }));
  });
program
  .command('stop')
  .description('stop everything that was started here, or one program')
  .argument('[name]', 'a part or service, as in status')
  .action(async (name?: string) => {
    if (!name) return finish((await import('./commands/stop.ts')).stop(loadConfig()));
    const { control } = await import('./commands/control.ts');
    return finish(control(loadConfig(), 'stop', name));
  });
program
  .command('restart')
  .description('restart one part or service; start it if it is not running')
  .argument('<name>', 'a part or service, as in status')
  .option('-e, --env <KEY=VALUE...>', 'add variables to its environment, until its next restart', [])
  .action(async (name: string, { env }: { env: string[] }) => {
    const { control } = await import('./commands/control.ts');
    await finish(control(loadConfig(), 'restart', name, env));
  });
program
  .command('status')
  .description('show what is running')
  .action(async () => finish((await import('./commands/status.ts')).status(loadConfig())));
program
  .command('reset')
  .description('stop everything and delete data and logs; installed parts stay')
  .option('--keep-stripe', "keep the sandbox's ledger, as Stripe keeps its own", false)
  .action(async (options: { keepStripe: boolean }) => {
    const { reset } = await import('./commands/reset.ts');
    await finish(reset(loadConfig(), options));
  });
program
  .command('backup')
  .description('take a backup of all stores, topics, schemas and keys of the running stack')
  .requiredOption('--to <folder>', 'a new folder')
  .action(async (options: { to: string }) => {
    const { backup } = await import('./commands/backup.ts');
    await finish(backup(loadConfig(), options));
  });
program
  .command('restore')
  .description('start an empty stack with the content of a backup, and publish what is missing; leaves it running')
  .requiredOption('--from <folder>', 'what backup has written')
  .action(async (options: { from: string }) => {
    const { restore } = await import('./commands/restore.ts');
    await finish(restore(loadConfig(), options));
  });
program
  .command('unknown-charges')
  .description('list charges at Stripe that payments does not know, as after a restore')
  .requiredOption('--since <time>', 'ISO 8601; the time of the backup')
  .option('--refund', 'return the money of those whose orders can no longer be paid', false)
  .option('--json', 'print a JSON array', false)
  .action(async (options: UnknownChargesOptions) => {
    const { unknownCharges } = await import('./commands/unknown-charges.ts');
    await finish(unknownCharges(loadConfig(), options));
  });
program
  .command('reconcile')
  .description('compare business rows, outboxes and topics, and republish missing events')
  .argument('[source...]', 'services with an outbox; all by default')
  .option('--dry-run', 'only report what is missing', false)
  .option('--json', 'print the reports as a JSON array', false)
  .action(async (sources: string[], options: ReconcileOptions) => {
    const { reconcile } = await import('./commands/reconcile.ts');
    await finish(reconcile(loadConfig(), sources, options));
  });
program
  .command('doctor')
  .description('check what this machine has and lacks')
  .action(async () => finish((await import('./commands/doctor.ts')).doctor(loadConfig())));
program
  .command('supervise', { hidden: true })
  .option('--attached', 'stop when the command that started this exits', false)
  .option('--reload', 'restart edited programs', false)
  .option('--observe', 'also run what keeps and shows telemetry', false)
  .option('--secure', 'protect the parts', false)
  .option('--restore <folder>', 'fill the empty stack with a backup')
  .action(async ({ attached, reload, restore: restoresFrom = null, ...flags }: SuperviseFlags) => {
    const { supervise } = await import('./supervisor/supervise.ts');
    await supervise({ ...configFor(flags), reloads: reload, restoresFrom }, { isAttached: attached });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PortsError || error instanceof PartFailed)) throw error;
  printError(error.message);
  process.exit(error instanceof PartFailed ? 1 : 78); // 78 is EX_CONFIG of sysexits.h
}
