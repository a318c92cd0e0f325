import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { listen } from '@ticketing/common/http';
import jwt from 'jsonwebtoken';

export const testJwtKey = 'a-key-for-tests-of-at-least-32-characters';

export interface TestUser {
  id: string;
  email: string;
}

export const someUser = (name = randomUUID()): TestUser => ({ id: `user-${name}`, email: `${name}@example.com` });

/** Returns a session cookie in the format of auth. */
export function cookieOf(user: TestUser, claims: Record<string, unknown> = {}, key = testJwtKey): string {
  const token = jwt.sign({ ...user, roles: [], sid: randomUUID(), ...claims }, key, {
    algorithm: 'HS256',
    ...(claims.exp === undefined && { expiresIn: '1h' }),
  });
  return cookieOfToken(token);
}
export const cookieOfToken = (token: string): string =>
  `session=${Buffer.from(JSON.stringify({ jwt: token })).toString('base64')}`;

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

export interface RequestOptions {
  as?: TestUser;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestApi {
  url: string;
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** Serves an app on a free port and returns a client for it. */
export async function serveForTest(app: RequestListener): Promise<TestApi> {
  const server = await listen(app, '127.0.0.1', 0);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    close: server.close,
    async request(method, path, { as, body, headers = {} } = {}) {
      const isText = typeof body === 'string';
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(as && { cookie: cookieOf(as) }),
          ...headers,
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as unknown) : null };
    },
  };
}

/** Returns the codes of an error response. */
export const codesOf = ({ body }: Answer): string[] =>
  (body as { errors: { code: string }[] }).errors.map(({ code }) => code);
