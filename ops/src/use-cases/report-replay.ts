import type { ClientSession } from '@ticketing/common/mongo';
import type { Report } from '../domain/resend.ts';
import { type ReportDeps, recordReport } from './record-report.ts';

/**
 * Records a group's report under a resend's id. Requires the caller's transaction. Idempotent. An unknown resend came
 * from another database or a manual message.
 */
export const reportReplay =
  (deps: ReportDeps) =>
  async (input: { session: ClientSession; resendId: string; report: Report }): Promise<void> => {
    const { session, resendId, report } = input;
    const resend = await deps.resends.findById(resendId, session);
    if (resend) await recordReport(deps)({ session, resend, report });
  };
