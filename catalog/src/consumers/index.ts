import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked, type RevokedSessions } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onUserDeleted } from './on-user-deleted.ts';

/** Topic → handler. */
export const subscriptions = (
  useCases: ConsumerUseCases,
  revokedSessions: RevokedSessions,
): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(revokedSessions),
  'auth.user.deleted.v1': onUserDeleted(useCases),
});
