import type { Handler } from '@ticketing/common/consuming';
import type { Tx } from '../store/database.ts';
import { revokeSession } from '../store/session-store.ts';

/** auth.session.revoked.v1 → revokes the session's token. */
export const onSessionRevoked: Handler<'auth.session.revoked.v1', Tx> = ({ event, tx }) =>
  revokeSession(tx, event.sid, new Date(event.expiresAt));
