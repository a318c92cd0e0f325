import { hashOf } from '../domain/refresh-token.ts';
import type { EndSessionsDeps } from './end-sessions.ts';

/** Returns the id of the session that a refresh token belongs to; null without one. */
export const sessionOfToken =
  ({ sessions }: Pick<EndSessionsDeps, 'sessions'>) =>
  async (refreshToken: string): Promise<string | null> =>
    (await sessions.findByToken(hashOf(refreshToken)))?.session.id ?? null;
