import { randomUUID } from 'node:crypto';

export interface Answer<Body = unknown> {
  status: number;
  body: Body;
  headers: Headers;
}

export interface TicketBody {
  id: string;
  title: string;
  price: number;
  version: number;
  status: string;
  orderId: string | null;
}
export interface OrderBody {
  id: string;
  status: string;
  version: number;
  expiresAt: string;
  ticket: { id: string; price: number };
  refund?: { status: string; amount: number };
}
export interface PaymentBody {
  id: string;
  status: string;
}

/** Somebody with a browser's session, who speaks to the store over HTTP as the client does. */
export interface Person {
  id: string;
  email: string;
  password: string;
  cookie: string;
  request<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** The same, for when anything but this status is a failure. */
  expect<Body = unknown>(status: number, method: string, path: string, body?: unknown): Promise<Body>;
}

/** A program that was stopped in its tracks answers nothing and refuses nothing. */
const patienceMs = 30_000;

async function send<Body>(
  url: string,
  method: string,
  cookie: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Body };
}

interface Credentials {
  email: string;
  password: string;
}

/** Goes through a form that opens a session. */
async function enter(storeUrl: string, form: 'signup' | 'signin', expected: number, credentials: Credentials) {
  const answer = await send<{ id: string }>(`${storeUrl}/api/users/${form}`, 'POST', '', credentials);
  if (answer.status !== expected) throw new Error(`${form} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const request: Person['request'] = (method, path, body, headers) =>
    send(`${storeUrl}${path}`, method, cookie, body, headers);
  const expect: Person['expect'] = async (status, method, path, body) => {
    const given = await request(method, path, body);
    if (given.status !== status)
      throw new Error(`${method} ${path} answered ${given.status}, not ${status}: ${JSON.stringify(given.body)}`);
    return given.body as never;
  };
  return { id: answer.body.id, ...credentials, cookie, request, expect };
}

/** Signs somebody new up. */
export const signUp = (storeUrl: string, name: string = randomUUID()): Promise<Person> =>
  enter(storeUrl, 'signup', 201, {
    email: `${name}@example.com`,
    password: `password of ${name}`.slice(0, 64),
  });

/** Signs somebody in again, with the roles that they have now. */
export const signIn = (storeUrl: string, { email, password }: Credentials): Promise<Person> =>
  enter(storeUrl, 'signin', 200, { email, password });
