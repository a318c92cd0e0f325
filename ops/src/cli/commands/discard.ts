import type { Discarded, DryRun } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, notify, print, withCommonOptions } from '../context.ts';
import { usageError } from '../exit.ts';
import { plural } from '../output.ts';
import { previewText } from '../preview.ts';
import { failIfSomeFailed, follow, replaySummary } from '../progress.ts';
import { type FilterOptions, type SelectedLetters, selectionOf, withFilterOptions } from '../selection.ts';
import { confirm } from '../terminal.ts';

interface DiscardOptions extends CommonOptions, FilterOptions {
  all?: boolean;
  reason?: string;
  skip?: true | string;
  keepGap?: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

export const discardCommand = (context: CliContext, dlq: Command): Command =>
  withFilterOptions(withCommonOptions(dlq.command('discard')))
    .argument('[ids...]', 'ids of letters')
    .description('discard letters')
    .option('--all', 'all open letters')
    .option('--reason <text>', 'why, for the audit; required')
    .option(
      '--skip [position]',
      'count their versions as applied: each letter’s own, or a given one, e.g. order:4711@1',
    )
    .option('--keep-gap', 'leave the gap: events parked behind it keep waiting')
    .option('--dry-run', 'only show what would be discarded')
    .option('-y, --yes', 'skip the confirmation')
    .addHelpText(
      'after',
      `
Events of users, tickets and orders are versioned, and groups apply them in order: events after a missing one wait. For
those, choose --skip or --keep-gap. Discarded letters can be shown and, unless skipped, replayed for 30 days.

Examples:
  npx ticketing dlq discard 3f2a61b0c7d94e58a1b2c3d4 --reason "sent by a load test" --skip
  npx ticketing dlq discard 3f2a61b0c7d94e58a1b2c3d4 --reason "random bytes" --skip order:4711@1
  npx ticketing dlq discard --group orders --error undecodable --reason "port scan" --yes`,
    )
    .action((ids: string[], options: DiscardOptions) => discard(context, ids, options));

async function discard(context: CliContext, ids: string[], options: DiscardOptions): Promise<void> {
  const api = apiOf(context, options);
  const selection = selectionOf(ids, options);
  const { reason, skip, keepGap, dryRun, yes } = options;
  if (!dryRun && !reason) throw usageError('A reason is required: --reason "…"');
  if (skip !== undefined && keepGap) throw usageError('Choose --skip or --keep-gap, not both');
  const send = (body: SelectedLetters & { skip?: true | string; keepGap?: true }) =>
    api.call((client) => client.POST('/api/ops/discards', { body }));
  const preview = (await send({ ...selection, dryRun: true })) as DryRun;
  if (dryRun || preview.count === 0)
    return print(context, options, preview, () => previewText(preview, context.terminal.stdout.columns));
  if (!yes) {
    notify(context, previewText(preview, context.terminal.stderr.columns));
    await confirm(context.terminal, `Discard ${plural(preview.count, 'letter')}${positionsText(preview, skip)}?`);
  }
  const result = (await send({
    ...selection,
    ...(reason && { reason }),
    ...(skip !== undefined && { skip }),
    ...(keepGap && { keepGap: true }),
  })) as Discarded;
  const skips = result.replay && (await follow(context, api, result.replay));
  print(context, options, { ...result, replay: skips }, () =>
    [`Discarded ${plural(result.discarded, 'letter')}.`, skips && replaySummary(skips)].filter(Boolean).join('\n'),
  );
  if (skips) failIfSomeFailed(skips);
}

/** Describes which positions will be skipped: the given one, or those of the sampled letters. */
function positionsText({ sample }: DryRun, skip: true | string | undefined): string {
  if (skip === undefined) return '';
  const own = sample.map(({ position }) => position).filter((position) => position !== null);
  return ` and skip ${typeof skip === 'string' ? skip : `${own.join(', ')}${sample.length < own.length ? ' …' : ''}`}`;
}
