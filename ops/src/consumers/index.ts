import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked, type RevokedSessions } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onReplayReported } from './on-replay-reported.ts';

/** Topic → handler. Dead-letter topics are not event topics: see dead-letter-index.ts. */
export const subscriptions = (
  useCases: Pick<ConsumerUseCases, 'reportReplay'>,
  revokedSessions: RevokedSessions,
): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(revokedSessions),
  'ops.replay.reported.v1': onReplayReported(useCases),
});
