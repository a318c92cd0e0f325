import { randomUUID } from 'node:crypto';
import type { ClientSession } from '@ticketing/common/mongo';
import { hashOf, newRefreshToken } from '../domain/refresh-token.ts';
import { beginSession, type Origin, type Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { type EndSessionsDeps, endSession } from './end-sessions.ts';

/** What a browser gets: a user, the session, and the token that renews it. */
export interface GrantedSession {
  user: User;
  session: Session;
  refreshToken: string;
}

export interface Entry extends Origin {
  /** The session that the browser had, under this or another account; it ends. */
  replaces: string | null;
}

/** Begins a session within a transaction, and ends the one that it replaces. */
export const grantSession =
  (deps: Omit<EndSessionsDeps, 'connection'>) =>
  async (tx: ClientSession, user: User, { device, network, replaces }: Entry): Promise<GrantedSession> => {
    const refreshToken = newRefreshToken();
    const session = beginSession(randomUUID(), user.id, { device, network }, deps.now());
    await deps.sessions.insert(tx, session, hashOf(refreshToken));
    if (replaces) await endSession(deps)(tx, replaces);
    return { user, session, refreshToken };
  };
