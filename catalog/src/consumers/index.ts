import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked, type RevokedSessions } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onEntryRequested } from './on-entry-requested.ts';
import { onIssueRequested } from './on-issue-requested.ts';
import { onRefundAnswered } from './on-refund-answered.ts';
import { onUserDeleted } from './on-user-deleted.ts';
import { onWithdrawalRequested } from './on-withdrawal-requested.ts';

/** Topic → handler. */
export const subscriptions = (
  useCases: ConsumerUseCases,
  revokedSessions: RevokedSessions,
): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(revokedSessions),
  'auth.user.deleted.v1': onUserDeleted(useCases),
  'bookings.entry.requested.v1': onEntryRequested(useCases),
  'bookings.withdrawal.requested.v1': onWithdrawalRequested(useCases),
  'bookings.issue.requested.v1': onIssueRequested(useCases),
  'orders.refund.answered.v1': onRefundAnswered(useCases),
});
