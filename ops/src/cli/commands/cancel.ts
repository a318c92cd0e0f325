import type { Command } from 'commander';
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
      const [params, body] = [{ path: { id } }, options.reason ? { reason: options.reason } : {}];
      const replay = await apiOf(context, options).call((client) =>
        client.POST('/api/ops/replays/{id}/cancel', { params, body }),
      );
      print(context, options, replay, () => replaySummary(replay));
    });
