import { randomBytes } from 'node:crypto';
import { cookieOf } from '@ticketing/testing/api';

export interface Buyer {
  id: string;
  cookie: string;
}

const lifetimeSeconds = 24 * 60 * 60;

/** Creates signed-in users with tokens like those of auth, because hashing thousands of passwords would take minutes. */
export const createBuyers = (jwtKey: string) => (): Buyer => {
  const id = randomBytes(12).toString('hex');
  const exp = Math.floor(Date.now() / 1_000) + lifetimeSeconds;
  return { id, cookie: cookieOf({ id, email: `${id}@example.com` }, { exp }, jwtKey) };
};
