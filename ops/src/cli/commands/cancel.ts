import type { Command } from 'commander';
import type { Replay } from '../api-types.ts';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { replaySummary } from '../progress.ts';

interface CancelOptions extends CommonOptions {
  reason?: string;
}

export const cancelCommand = (context: CliContext, dlq: Command): Command =>
  withCommonOptions(dlq.command('cancel'))
    .argument('<replay>', 'id of a replay')
    .description('stop a replay; letters already sent are not recalled')
    .option('--reason <text>', 'why, for the audit')
    .action(async (id: string, options: CancelOptions) => {
      const path = `/api/ops/replays/${encodeURIComponent(id)}/cancel`;
      const body = options.reason ? { reason: options.reason } : {};
      const replay = await apiOf(context, options).post<Replay>(path, body);
      print(context, options, replay, () => replaySummary(replay));
    });
