import type { DeadLetterGroup } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { ago, table } from '../output.ts';
import { type FilterOptions, filterQueryOf, parseStates, withFilterOptions } from '../selection.ts';

interface GroupOptions extends CommonOptions, FilterOptions {
  state: string;
  bySchema?: boolean;
}

export const groupCommand = (context: CliContext, dlq: Command): Command =>
  withFilterOptions(withCommonOptions(dlq.command('group')))
    .alias('groups')
    .description('dead letters grouped by consumer group, topic and error')
    .option('--state <states>', 'separated by commas, or all', parseStates, 'open,failed_again')
    .option('--by-schema', 'also group by schema')
    .addHelpText(
      'after',
      `
Example: find the most frequent failure, then replay all of its letters
  npx ticketing dlq group
  npx ticketing dlq replay --group tickets --topic orders.order.created.v1 --error unknown_ticket`,
    )
    .action((options: GroupOptions) => group(context, options));

async function group(context: CliContext, options: GroupOptions): Promise<void> {
  const by = options.bySchema ? ('schema' as const) : undefined;
  const query = { ...filterQueryOf(options, options.state), by };
  const groups = await apiOf(context, options).call((client) => client.GET('/api/ops/groups', { params: { query } }));
  print(context, options, groups, () =>
    groups.length === 0 ? 'No dead letters.' : groupText(groups, options, context.terminal.stdout.columns),
  );
}

const groupText = (groups: readonly DeadLetterGroup[], { bySchema }: GroupOptions, width: number | undefined): string =>
  table(
    [
      { title: 'LETTERS', of: ({ count }) => String(count) },
      { title: 'GROUP', of: (of) => of.group },
      { title: 'TOPIC', of: ({ topic }) => topic },
      { title: 'ERROR', of: ({ errorCode }) => errorCode },
      ...(bySchema ? [{ title: 'SCHEMA', of: ({ schemaIds }: DeadLetterGroup) => schemaIds.join() || 'none' }] : []),
      { title: 'OLDEST', of: ({ firstFailedAt }) => ago(firstFailedAt) },
      { title: 'LATEST', of: ({ lastFailedAt }) => ago(lastFailedAt) },
      { title: 'EXAMPLE', of: ({ sample }) => sample.id },
      { title: 'MESSAGE', of: ({ sample }) => sample.message, isElastic: true },
    ],
    groups,
    width,
  );
