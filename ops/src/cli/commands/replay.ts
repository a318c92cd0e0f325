import type { DryRun, Replay } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { plural } from '../output.ts';
import { previewText } from '../preview.ts';
import { failIfSomeFailed, follow, replaySummary, statusCommandFor } from '../progress.ts';
import { type FilterOptions, parseCount, type SelectedLetters, selectionOf, withFilterOptions } from '../selection.ts';
import { confirm } from '../terminal.ts';

interface ReplayOptions extends CommonOptions, FilterOptions {
  all?: boolean;
  rate: number;
  reason?: string;
  dryRun?: boolean;
  yes?: boolean;
  detach?: boolean;
}

export const replayCommand = (context: CliContext, dlq: Command): Command =>
  withFilterOptions(withCommonOptions(dlq.command('replay')))
    .argument('[ids...]', 'ids of letters')
    .description('resend letters unchanged to the group that failed to process them')
    .option('--all', 'all open letters')
    .option('--rate <count>', 'letters per second', parseCount, 50)
    .option('--reason <text>', 'why, for the audit')
    .option('--dry-run', 'only show what would be sent')
    .option('-y, --yes', 'skip the confirmation')
    .option('--detach', 'do not wait for the outcome')
    .addHelpText(
      'after',
      `
Ctrl-C leaves the replay running; dlq status shows it, dlq cancel stops it.
Exits with 1 if a letter fails again.

Examples:
  npx ticketing dlq replay 3f2a61b0c7d94e58a1b2c3d4
  npx ticketing dlq replay --group tickets --error unknown_ticket --dry-run
  npx ticketing dlq replay --group tickets --error unknown_ticket --rate 100 --reason "tickets fixed in 1.4.2" --yes`,
    )
    .action((ids: string[], options: ReplayOptions) => replay(context, ids, options));

async function replay(context: CliContext, ids: string[], options: ReplayOptions): Promise<void> {
  const api = apiOf(context, options);
  const selection = selectionOf(ids, options);
  const { rate, reason, dryRun, yes, detach } = options;
  const send = (body: SelectedLetters) => api.call((client) => client.POST('/api/ops/replays', { body }));
  const preview = (await send({ ...selection, dryRun: true })) as DryRun;
  if (dryRun || preview.count === 0)
    return print(context, options, preview, () => previewText(preview, context.terminal.stdout.columns));
  if (!yes) {
    notify(context, previewText(preview, context.terminal.stderr.columns));
    await confirm(context.terminal, `Replay ${plural(preview.count, 'letter')} at ${rate} per second?`);
  }
  const started = await send({ ...selection, ratePerSecond: rate, ...(reason && { reason }) });
  await finish(context, options, started as Replay, detach);
}

/** Waits for the end of a replay, unless detached, and prints its outcome. */
export async function finish(
  context: CliContext,
  options: CommonOptions,
  started: Replay,
  detach: boolean | undefined,
): Promise<void> {
  if (detach)
    return print(
      context,
      options,
      started,
      () => `Replay ${started.id} has started. See: ${statusCommandFor(started)}`,
    );
  const ended = await follow(context, apiOf(context, options), started);
  print(context, options, ended, () => replaySummary(ended));
  failIfSomeFailed(ended);
}
