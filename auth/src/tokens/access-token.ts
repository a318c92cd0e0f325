import jwt from 'jsonwebtoken';
import type { User } from '../domain/user.ts';

/** Signs short-lived tokens that every service accepts without asking auth. */
export interface AccessTokens {
  sign(user: Pick<User, 'id' | 'email' | 'roles'>, sid: string, now: Date): string;
  lifetimeSeconds: number;
}

export const createAccessTokens = ({
  jwtKey,
  lifetimeSeconds,
}: {
  jwtKey: string;
  lifetimeSeconds: number;
}): AccessTokens => ({
  lifetimeSeconds,
  sign({ id, email, roles }, sid, now) {
    const iat = Math.floor(now.getTime() / 1_000);
    return jwt.sign({ id, email, roles, sid, iat, exp: iat + lifetimeSeconds }, jwtKey, { algorithm: 'HS256' });
  },
});
