import type { Command } from 'commander';
import type { Preview, Replay } from '../answers.ts';
import { apiOf, type CliContext, type CommonOptions, print, tell, withCommonOptions } from '../context.ts';
import { plural } from '../output.ts';
import { previewText } from '../preview.ts';
import { failIfSomeFailed, follow, howToLook, verdictOf } from '../progress.ts';
import { type FilterOptions, parseCount, selectionOf, withFilterOptions } from '../selection.ts';
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
    .description('send letters again as they came, to the group that failed at them')
    .option('--all', 'everything that waits')
    .option('--rate <count>', 'letters a second', parseCount, 50)
    .option('--reason <text>', 'why, for the audit')
    .option('--dry-run', 'only say what would be sent')
    .option('-y, --yes', 'do not ask')
    .option('--detach', 'do not wait for the end')
    .addHelpText(
      'after',
      `
Ctrl-C leaves the replay running; dlq status shows it, dlq cancel stops it.
Ends with 1 when a letter has failed again.

Examples:
  npx ticketing dlq replay 3f2a61b0c7d94e58a1b2c3d4
  npx ticketing dlq replay --group tickets --error unknown_ticket --dry-run
  npx ticketing dlq replay --group tickets --error unknown_ticket --rate 100 --reason "tickets mended in 1.4.2" --yes`,
    )
    .action((ids: string[], options: ReplayOptions) => replay(context, ids, options));

async function replay(context: CliContext, ids: string[], options: ReplayOptions): Promise<void> {
  const api = apiOf(context, options);
  const selection = selectionOf(ids, options);
  const { rate, reason, dryRun, yes, detach } = options;
  const preview = await api.post<Preview>('/api/ops/replays', { ...selection, dryRun: true });
  if (dryRun || preview.count === 0)
    return print(context, options, preview, () => previewText(preview, context.terminal.stdout.columns));
  if (!yes) {
    tell(context, previewText(preview, context.terminal.stderr.columns));
    await confirm(context.terminal, `Replay ${plural(preview.count, 'letter')} at ${rate} a second?`);
  }
  const begun = await api.post<Replay>('/api/ops/replays', {
    ...selection,
    ratePerSecond: rate,
    ...(reason && { reason }),
  });
  await finish(context, options, begun, detach);
}

/** Waits for the end of a replay, unless told otherwise, and says what it came to. */
export async function finish(
  context: CliContext,
  options: CommonOptions,
  begun: Replay,
  detach: boolean | undefined,
): Promise<void> {
  if (detach) return print(context, options, begun, () => `Replay ${begun.id} has begun. See: ${howToLook(begun)}`);
  const ended = await follow(context, apiOf(context, options), begun);
  print(context, options, ended, () => verdictOf(ended));
  failIfSomeFailed(ended);
}
