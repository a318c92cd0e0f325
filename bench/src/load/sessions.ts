import { createHmac, randomBytes, randomUUID } from 'node:crypto';

export interface Buyer {
  id: string;
  cookie: string;
}

const lifetimeSeconds = 24 * 60 * 60;

/** Makes people who are signed in, with tokens as auth signs them: hashing the passwords of thousands would take minutes. */
export function createBuyers(jwtKey: string): () => Buyer {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'HS256', typ: 'JWT' });
  return () => {
    const id = randomBytes(12).toString('hex');
    const iat = Math.floor(Date.now() / 1_000);
    const email = `${id}@example.com`;
    const claims = part({ id, email, roles: [], sid: randomUUID(), iat, exp: iat + lifetimeSeconds });
    const signature = createHmac('sha256', jwtKey).update(`${header}.${claims}`).digest('base64url');
    const value = Buffer.from(JSON.stringify({ jwt: `${header}.${claims}.${signature}` })).toString('base64');
    return { id, cookie: `session=${value}` };
  };
}
