import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** ops.replay.reported.v1 → records the outcome of a resend. */
export const onReplayReported =
  ({ reportReplay }: Pick<ConsumerUseCases, 'reportReplay'>): Handler<'ops.replay.reported.v1', ClientSession> =>
  ({ event: { replayId: resendId, group, outcome, errorCode, reportedAt }, tx: session }) =>
    reportReplay({ session, resendId, report: { group, outcome, errorCode, at: new Date(reportedAt) } });
