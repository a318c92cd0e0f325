import { styleText } from 'node:util';
import type { Overview, Replay } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { ago, table } from '../output.ts';
import { failIfSomeFailed, follow, readReplay, replaySummary } from '../progress.ts';

interface StatusOptions extends CommonOptions {
  watch?: boolean;
}

export const statusCommand = (context: CliContext, dlq: Command): Command =>
  withCommonOptions(dlq.command('status'))
    .argument('[replay]', 'id of a replay')
    .description('progress of a replay; without an id, an overview and the latest replays')
    .option('-w, --watch', 'wait for the outcome of the replay')
    .action((id: string | undefined, options: StatusOptions) =>
      id === undefined ? overview(context, options) : status(context, id, options),
    );

async function status(context: CliContext, id: string, options: StatusOptions): Promise<void> {
  const api = apiOf(context, options);
  const found = await readReplay(api, id);
  const replay = options.watch ? await follow(context, api, found) : found;
  print(context, options, replay, () => replaySummary(replay));
  if (options.watch) failIfSomeFailed(replay);
}

async function overview(context: CliContext, options: StatusOptions): Promise<void> {
  const api = apiOf(context, options);
  const [found, { items: replays }] = await Promise.all([
    api.call((client) => client.GET('/api/ops/overview')),
    api.list((client, query) => client.GET('/api/ops/replays', { params: { query } }), 5),
  ]);
  print(context, options, { ...found, latestReplays: replays }, () =>
    overviewText(found, replays, context.terminal.stdout.columns),
  );
}

function overviewText(found: Overview, replays: readonly Replay[], width: number | undefined): string {
  const { letters, retries, consumers, services } = found;
  const title = (text: string) => styleText('bold', text);
  return [
    title('Dead letters'),
    letters.length === 0
      ? 'none'
      : table(
          [
            { title: 'GROUP', of: ({ group }) => group },
            { title: 'OPEN', of: ({ open }) => String(open) },
            { title: 'OLDEST', of: ({ oldestAt }) => ago(oldestAt) },
          ],
          letters,
          width,
        ),
    '',
    title('Consumers'),
    consumers === null ? 'the broker does not respond' : consumersText(consumers, retries ?? [], width),
    ...(services.length > 0 ? ['', title('Services'), servicesText(services, width)] : []),
    '',
    title('Latest replays'),
    replays.length === 0 ? 'none' : replays.map(replaySummary).join('\n'),
  ].join('\n');
}

function consumersText(
  consumers: NonNullable<Overview['consumers']>,
  retries: NonNullable<Overview['retries']>,
  width: number | undefined,
): string {
  const waiting = new Map(retries.map(({ group, waiting: count }) => [group, count]));
  return table(
    [
      { title: 'GROUP', of: ({ group }) => group },
      { title: 'LAG', of: ({ lag }) => String(lag) },
      { title: 'RETRIES PENDING', of: ({ group }) => String(waiting.get(group) ?? 0) },
    ],
    consumers,
    width,
  );
}

const counted = (count: number | undefined, ageSeconds: number | undefined): string => {
  if (count === undefined) return '–';
  return count === 0 || ageSeconds === undefined
    ? String(count)
    : `${count} (${ago(new Date(Date.now() - ageSeconds * 1000).toISOString())})`;
};

const servicesText = (services: Overview['services'], width: number | undefined): string =>
  table(
    [
      { title: 'SERVICE', of: ({ name }) => name },
      { title: 'REACHABLE', of: ({ isThere }) => (isThere ? 'yes' : 'no') },
      {
        title: 'PARKED',
        of: ({ parkedEvents, parkedOldestAgeSeconds }) => counted(parkedEvents, parkedOldestAgeSeconds),
      },
      {
        title: 'OUTBOX',
        of: ({ outboxPending, outboxOldestAgeSeconds }) => counted(outboxPending, outboxOldestAgeSeconds),
      },
      { title: 'SLOT LAG', of: ({ slotLagBytes }) => (slotLagBytes === undefined ? '–' : `${slotLagBytes} B`) },
    ],
    services,
    width,
  );
