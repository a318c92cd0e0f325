import { pause } from '@ticketing/common/backoff';
import type { Replay } from './answers.ts';
import type { Api } from './api.ts';
import { type CliContext, tell } from './context.ts';
import { CliError, exitCodes } from './exit.ts';

const lookEveryMs = 300;
const barWidth = 24;

/** One line: how many were sent, and what became of them. */
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

export const howToLook = ({ id }: Replay): string => `npx ticketing dlq status ${id} --watch`;

/**
 * Waits until a replay has ended, with a progress line when a person looks on.
 * @throws CliError interrupted at Ctrl-C: the replay goes on
 */
export async function follow(context: CliContext, api: Api, begun: Replay): Promise<Replay> {
  const { stderr } = context.terminal;
  const show = (replay: Replay) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${progressLine(replay)}`);
  };
  const end = () => {
    if (stderr.isTTY) stderr.write('\n');
  };
  const left = context.interruption().then(() => 'left' as const);
  for (let replay = begun; ; ) {
    show(replay);
    if (replay.status !== 'running') {
      end();
      return replay;
    }
    if ((await Promise.race([pause(lookEveryMs), left])) === 'left') {
      end();
      tell(context, `The replay goes on. Look again with: ${howToLook(replay)}`);
      throw new CliError('', exitCodes.interrupted);
    }
    replay = await api.get<Replay>(`/api/ops/replays/${begun.id}`);
  }
}

/** What a replay came to, in a sentence. */
export function verdictOf({ id, kind, status, counts }: Replay): string {
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
  if (counts.failed > 0) throw new CliError('Some have failed again: npx ticketing dlq list --state failed_again');
}
