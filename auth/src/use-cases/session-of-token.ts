import { hashOf } from '../domain/refresh-token.ts';
import type { Session } from '../domain/session.ts';
import type { EndSessionsDeps } from './end-sessions.ts';

/** Returns the session that a refresh token belongs to; null without one. */
export const sessionOfToken =
  ({ sessions }: Pick<EndSessionsDeps, 'sessions'>) =>
  async (refreshToken: string): Promise<Session | null> =>
    (await sessions.findByToken(hashOf(refreshToken)))?.session ?? null;
