import { styleText } from 'node:util';
import type { Command } from 'commander';
import { type CliContext, print } from '../context.ts';
import { CliError, exitCodes } from '../exit.ts';
import { plural, printable, table } from '../output.ts';
import { createPlaces } from '../parts/places.ts';
import type { SchemaCheck } from '../parts/registry.ts';

export const schemaCheckCommand = (context: CliContext, schema: Command): Command =>
  schema
    .command('check')
    .description('compare contracts/avro with the registry: registered, compatible or not; changes nothing')
    .option('--json', 'machine-readable output')
    .addHelpText('after', '\nExits with 1 when a schema is incompatible with the registered versions.')
    .action((options: { json?: boolean }) => check(context, options));

async function check(context: CliContext, options: { json?: boolean }): Promise<void> {
  const { checkSchemas } = await import('../parts/registry.ts');
  const checks = await checkSchemas(createPlaces(context.env)('registry'));
  print(context, options, checks, () => textOf(checks, context.terminal.stdout.columns));
  const incompatible = checks.filter(({ verdict }) => verdict === 'incompatible');
  if (incompatible.length > 0)
    throw new CliError(`${plural(incompatible.length, 'schema')} incompatible`, exitCodes.failure);
}

function textOf(checks: readonly SchemaCheck[], width: number | undefined): string {
  const rows = table(
    [
      { title: 'SUBJECT', of: ({ subject }) => subject },
      { title: 'VERDICT', of: ({ verdict }) => verdict },
      { title: 'ID', of: ({ id }) => String(id ?? '–') },
      { title: 'VERSION', of: ({ version }) => String(version ?? '–'), isElastic: true },
    ],
    checks,
    width,
  );
  const problems = checks.flatMap(({ subject, problems: found }) =>
    found.map((problem) => `${styleText('red', subject)}: ${printable(problem)}`),
  );
  return [rows, ...problems].join('\n');
}
