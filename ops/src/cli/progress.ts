import type { Replay } from '@ticketing/api-client';
import { pause } from '@ticketing/common/backoff';
import type { Api } from './api.ts';
import { type CliContext, notify } from './context.ts';
import { CliError, exitCodes } from './exit.ts';

const checkEveryMs = 300;
const barWidth = 24;

/** Formats a replay's progress as one line. */
export function progressLine({ status, counts, stalled }: Replay): string {
  const { selected, sent, waiting, succeeded, failed } = counts;
  const share = status === 'done' ? 1 : Math.min(1, sent / Math.max(1, selected));
  const filled = Math.round(share * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const parts = [
    `${sent}/${selected} sent`,
    `${succeeded} succeeded`,
    failed > 0 && `${failed} failed`,
    waiting > 0 && `${waiting} waiting`,
  ];
  return [bar, parts.filter(Boolean).join(' · '), stalled && `(${stalled.reason})`].filter(Boolean).join(' ');
}

export const statusCommandFor = ({ id }: Replay): string => `npx ticketing dlq status ${id} --watch`;

export const readReplay = (api: Api, id: string): Promise<Replay> =>
  api.call((client) => client.GET('/api/ops/replays/{id}', { params: { path: { id } } }));

/**
 * Waits until a replay has ended, with a progress line on a terminal.
 * @throws CliError interrupted at Ctrl-C: the replay continues
 */
export async function follow(context: CliContext, api: Api, started: Replay): Promise<Replay> {
  const { stderr } = context.terminal;
  const show = (replay: Replay) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${progressLine(replay)}`);
  };
  const end = () => {
    if (stderr.isTTY) stderr.write('\n');
  };
  const interrupted = context.interruption().then(() => 'interrupted' as const);
  for (let replay = started; ; ) {
    show(replay);
    if (replay.status !== 'running') {
      end();
      return replay;
    }
    if ((await Promise.race([pause(checkEveryMs), interrupted])) === 'interrupted') {
      end();
      notify(context, `The replay continues. Check it with: ${statusCommandFor(replay)}`);
      throw new CliError('', exitCodes.interrupted);
    }
    replay = await readReplay(api, started.id);
  }
}

/** Summarizes a replay in a sentence. */
export function replaySummary({ id, kind, status, counts }: Replay): string {
  const { selected, sent, waiting, succeeded, failed } = counts;
  const sentence = {
    running: `is running: ${sent} of ${selected} sent`,
    cancelled: `was cancelled: ${sent} of ${selected} sent`,
    done: `is done: ${sent} sent`,
  }[status];
  const parts = [
    `${succeeded} ${kind === 'skip' ? 'skipped' : 'succeeded'}`,
    `${failed} failed`,
    waiting > 0 && `${waiting} waiting`,
  ];
  return `Replay ${id} ${sentence}, ${parts.filter(Boolean).join(', ')}.`;
}

/** @throws CliError failure when letters have failed again */
export function failIfSomeFailed({ counts }: Replay): void {
  if (counts.failed > 0) throw new CliError('Some letters failed again: npx ticketing dlq list --state failed_again');
}
