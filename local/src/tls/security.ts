import { createHmac } from 'node:crypto';
import type { Certificates } from './certificates.ts';

/** The parts that ask who connects. */
export type SecuredPart = 'kafka' | 'registry' | 'mongo' | 'redis';

export interface User {
  username: string;
  password: string;
}

/** How the parts are protected under `--secure`: TLS everywhere, and a user of its own for every program. */
export interface Security {
  certificates: Certificates;
  /** A program's user of a part. */
  userOf(part: SecuredPart, username: string): User;
}

/** The user who sets a part up, and whom tests and tools use. */
export const administrator = 'admin';

/** @param key a secret of this home, from which every password follows */
export const createSecurity = (certificates: Certificates, key: string): Security => ({
  certificates,
  userOf: (part, username) => ({
    username,
    password: createHmac('sha256', key).update(`${part}/${username}`).digest('hex').slice(0, 32),
  }),
});

/** `user:password@`, for a URL. */
export const userInfo = ({ username, password }: User): string =>
  `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
