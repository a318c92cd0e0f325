import type { DeadLetter } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { ago, table } from '../output.ts';
import { type FilterOptions, filterQueryOf, parseCount, parseStates, withFilterOptions } from '../selection.ts';

interface ListOptions extends CommonOptions, FilterOptions {
  state: string;
  limit: number;
}

export const stateText = ({ state, failedAgain }: Pick<DeadLetter, 'state' | 'failedAgain'>): string =>
  state === 'failed_again' ? `failed again ×${failedAgain}` : state;

export const listCommand = (context: CliContext, dlq: Command): Command =>
  withFilterOptions(withCommonOptions(dlq.command('list')))
    .alias('ls')
    .description('dead letters, newest first')
    .option('--state <states>', 'separated by commas, or all', parseStates, 'open,failed_again,replaying')
    .option('-n, --limit <count>', 'maximum number of letters', parseCount, 50)
    .addHelpText(
      'after',
      `
Examples:
  npx ticketing dlq list --group tickets --error unknown_ticket
  npx ticketing dlq list --search 65f0c0ffee --state all
  npx ticketing dlq list --since 2h --json | jq -r '.[].id'`,
    )
    .action((options: ListOptions) => list(context, options));

async function list(context: CliContext, options: ListOptions): Promise<void> {
  const query = filterQueryOf(options, options.state);
  const { items, hasMore } = await apiOf(context, options).list(
    (client, page) => client.GET('/api/ops/letters', { params: { query: { ...query, ...page } } }),
    options.limit,
  );
  print(context, options, items, () =>
    items.length === 0 ? 'No dead letters.' : listText(items, context.terminal.stdout.columns),
  );
  if (hasMore) notify(context, `There are more than ${options.limit}: narrow the filter or raise --limit.`);
}

const listText = (letters: readonly DeadLetter[], width: number | undefined): string =>
  table(
    [
      { title: 'ID', of: ({ id }) => id },
      { title: 'AGE', of: ({ firstFailedAt }) => ago(firstFailedAt) },
      { title: 'GROUP', of: ({ group }) => group },
      { title: 'TOPIC', of: ({ topic }) => topic },
      { title: 'ERROR', of: ({ error }) => error.code },
      { title: 'STATE', of: stateText },
      { title: 'KEY', of: ({ key }) => key ?? '–', isElastic: true },
    ],
    letters,
    width,
  );
