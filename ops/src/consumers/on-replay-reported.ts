import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import { type ReportDeps, recordReport } from '../use-cases/record-report.ts';

/**
 * ops.replay.reported.v1 → records the outcome of a resend. An unknown resend came from another database or a manual
 * message.
 */
export const onReplayReported =
  (deps: ReportDeps): Handler<'ops.replay.reported.v1', ClientSession> =>
  async ({ event: { replayId: resendId, group, outcome, errorCode, reportedAt }, tx }) => {
    const resend = await deps.resends.findById(resendId, tx);
    if (resend) await recordReport(deps, tx, resend, { group, outcome, errorCode, at: new Date(reportedAt) });
  };
