import type { operations } from '@ticketing/api-client';
import { type Command, Option } from 'commander';
import { apiOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { sagasText } from '../saga-text.ts';
import { parseCount } from '../selection.ts';

type SagaStatus = NonNullable<NonNullable<operations['listSagas']['parameters']['query']>['status']>;
const statuses: readonly SagaStatus[] = ['stuck', 'compensating', 'running', 'compensated', 'completed'];

/** Of the route; other lists take more. */
const maxPageSize = 100;

interface SagasOptions extends CommonOptions {
  status?: SagaStatus;
  search?: string;
  definition?: string;
  limit: number;
}

export const sagasCommand = (context: CliContext, program: Command): Command =>
  withCommonOptions(program.command('sagas'))
    .description('sagas of bookings and of cancelled events, newest first')
    .addOption(new Option('--status <status>', 'only those in this state').choices(statuses))
    .option('-s, --search <id>', 'of a booking, an order, a person or an event')
    .option('-d, --definition <name>', 'of one kind: book-journey or cancel-event')
    .option('-n, --limit <count>', 'maximum number of sagas', parseCount, 50)
    .addHelpText(
      'after',
      `
Examples:
  npx ticketing sagas --status stuck
  npx ticketing sagas --definition cancel-event
  npx ticketing sagas --search 65f0c0ffee`,
    )
    .action((options: SagasOptions) => sagas(context, options));

async function sagas(context: CliContext, options: SagasOptions): Promise<void> {
  const { status, search, definition, limit } = options;
  const query = { ...(status && { status }), ...(search && { search }), ...(definition && { definition }) };
  const { items, hasMore } = await apiOf(context, options).list(
    (client, page) =>
      client.GET('/api/bookings/sagas', {
        params: { query: { ...query, ...page, limit: Math.min(page.limit, maxPageSize) } },
      }),
    limit,
  );
  print(context, options, items, () =>
    items.length === 0 ? 'No sagas.' : sagasText(items, context.terminal.stdout.columns),
  );
  if (hasMore) notify(context, `There are more than ${limit}: narrow the filter or raise --limit.`);
}
