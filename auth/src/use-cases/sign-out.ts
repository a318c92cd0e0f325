import { inTransaction } from '@ticketing/common/mongo';
import type { SecurityLog } from '@ticketing/common/security-log';
import { hashOf } from '../domain/refresh-token.ts';
import { type EndSessionsDeps, endSession } from './end-sessions.ts';

export interface SignOutDeps extends EndSessionsDeps {
  securityLog: SecurityLog;
}

export interface SignOut {
  /** The session of the access token, with the token's expiry. */
  access: { userId: string; sid: string; expiresAt: Date } | null;
  /** Identifies the session after its access token has expired. */
  refreshToken: string | null;
  address: string;
}

/** Ends the browser's session everywhere: refused here immediately and elsewhere within seconds. */
export const signOut =
  (deps: SignOutDeps) =>
  async ({ access, refreshToken, address }: SignOut): Promise<void> => {
    const { connection, sessions, securityLog } = deps;
    const userId = await inTransaction(connection, async (tx) => {
      const refreshed = refreshToken && (await sessions.findByToken(hashOf(refreshToken), tx));
      if (refreshed && refreshed.session.id !== access?.sid) await endSession(deps)(tx, refreshed.session.id);
      if (access) await endSession(deps)(tx, access.sid, access.expiresAt);
      return access?.userId ?? (refreshed ? refreshed.session.userId : undefined);
    });
    if (userId) securityLog({ action: 'user-signed-out', outcome: 'success', userId, address });
  };
