import type { Session } from '../domain/session.ts';
import type { EndSessionsDeps } from './end-sessions.ts';

/** Returns a user's sessions, last used first. */
export const listSessions =
  ({ sessions, now }: Pick<EndSessionsDeps, 'sessions' | 'now'>) =>
  (userId: string): Promise<Session[]> =>
    sessions.ofUser(userId, now());
