import { styleText } from 'node:util';
import { Argument, type Command } from 'commander';
import { type CliContext, print } from '../context.ts';
import { ago, plural, table } from '../output.ts';
import { createPlaces, type OutboxSource, outboxSources } from '../parts/places.ts';
import type { OutboxState } from '../parts/read-outbox.ts';
import { parseCount } from '../selection.ts';

interface OutboxOptions {
  limit: number;
  json?: boolean;
}

export const outboxCommand = (context: CliContext, program: Command): Command =>
  program
    .command('outbox')
    .addArgument(new Argument('[source...]', 'all by default').choices(outboxSources))
    .description('events that wait in the outboxes, oldest first')
    .option('-n, --limit <count>', 'maximum number of rows per outbox', parseCount, 10)
    .option('--json', 'machine-readable output')
    .action((sources: OutboxSource[], options: OutboxOptions) => outbox(context, sources, options));

async function outbox(context: CliContext, sources: OutboxSource[], options: OutboxOptions): Promise<void> {
  const { readOutbox } = await import('../parts/read-outbox.ts');
  const places = createPlaces(context.env);
  const wanted = sources.length > 0 ? sources : outboxSources;
  const states = await Promise.all(wanted.map((source) => readOutbox(source, places(source), options.limit)));
  print(context, options, states, () =>
    states.map((state) => textOf(state, context.terminal.stdout.columns)).join('\n\n'),
  );
}

function textOf({ source, pending, slot, rows }: OutboxState, width: number | undefined): string {
  const oldest = rows[0] ? `, the oldest for ${ago(rows[0].createdAt)}` : '';
  const head = `${styleText('bold', source)}  ${plural(pending, 'event')} waiting${oldest}${slotText(source, slot)}`;
  if (rows.length === 0) return head;
  const columns = [
    { title: 'AGE', of: ({ createdAt }: OutboxState['rows'][number]) => ago(createdAt) },
    { title: 'TOPIC', of: ({ topic }: OutboxState['rows'][number]) => topic },
    { title: 'EVENT', of: ({ eventId }: OutboxState['rows'][number]) => eventId },
    { title: 'DEAD-LETTERED', of: ({ firstDiedAt }: OutboxState['rows'][number]) => firstDiedAt ?? '–' },
    { title: 'KEY', of: ({ key }: OutboxState['rows'][number]) => key, isElastic: true },
  ];
  return `${head}\n${table(columns, rows, width)}`;
}

function slotText(source: OutboxSource, slot: OutboxState['slot']): string {
  if (slot === undefined) return '';
  if (slot === null) return `  ${styleText('red', `the replication slot is gone: run npm run reconcile -- ${source}`)}`;
  return `  slot ${slot.isActive ? 'active' : styleText('yellow', 'not read by Debezium')}, ${slot.lagBytes} bytes behind`;
}
