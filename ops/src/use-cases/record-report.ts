import type { ClientSession } from '@ticketing/common/mongo';
import type { Discard } from '../domain/letter.ts';
import { isFailure, letterStateAfter, type Report, type Resend, statusOf, withReport } from '../domain/resend.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { ReplayStore } from '../store/replay-store.ts';
import type { ResendStore } from '../store/resend-store.ts';

export interface ReportDeps {
  letters: LetterStore;
  resends: ResendStore;
  replays: ReplayStore;
}

/**
 * Records a group's report of a resent message. Requires the caller's transaction. Idempotent. Only a letter's last
 * resend determines its state.
 */
export const recordReport =
  ({ letters, resends, replays }: ReportDeps) =>
  async ({ session, resend, report }: { session: ClientSession; resend: Resend; report: Report }): Promise<void> => {
    const reports = withReport(resend.reports, report);
    const status = statusOf({ ...resend, reports });
    await resends.saveReports(session, resend.id, { reports, status });
    if (isFailure(report)) await letters.countFailedResend(session, resend.letterId, resend.id);
    const state = letterStateAfter({ ...resend, status });
    const discard = state === 'discarded' ? await discardOf(replays, session, resend, report.at) : null;
    await letters.setState(session, resend.letterId, { state, at: report.at, discard }, resend.id);
  };

async function discardOf(replays: ReplayStore, session: ClientSession, resend: Resend, at: Date): Promise<Discard> {
  const replay = await replays.findById(resend.replayId, session);
  return { by: replay?.operator.id ?? 'unknown', at, reason: replay?.reason ?? '', skip: resend.skip };
}
