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
  /** Absent for places of a performance. */
  ticket?: { id: string; price: number };
  performance?: { id: string };
  refund?: { status: string; amount: number };
}
/** The order that holds a booking's places. */
export interface BookedOrder {
  id: string;
  places: { label: string; seatId?: string; passenger?: string; ticketNumber?: string }[];
}
export interface BookingBody {
  id: string;
  status: string;
  cancelReason?: string;
  order?: BookedOrder;
}
/** How far the cancellation of a performance is. */
export interface CancellationBody {
  status: string;
}
export interface PaymentBody {
  id: string;
  status: string;
}

/** A user with a session who calls the store's HTTP API like the client. */
export interface Person {
  id: string;
  email: string;
  password: string;
  /** The current session cookie; requests renew it shortly before its token expires. */
  readonly cookie: string;
  request<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** The same, but throws on any other status. */
  expect<Body = unknown>(status: number, method: string, path: string, body?: unknown): Promise<Body>;
}

/** A frozen program neither responds nor rejects connections. */
const timeoutMs = 30_000;

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
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Body };
}

interface Credentials {
  email: string;
  password: string;
}

const renewBeforeMs = 60_000;

/** Returns when a session cookie's token expires, milliseconds since the epoch. */
function expiryOf(cookie: string): number {
  const { jwt } = JSON.parse(Buffer.from(cookie.slice('session='.length), 'base64').toString()) as { jwt: string };
  return (JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as { exp: number }).exp * 1_000;
}

/** Keeps the cookies of a session and renews them like the client, so that rounds of any length have one. */
function openSession(storeUrl: string, entered: Answer) {
  let cookies = cookiesOf(entered);
  let renewal: Promise<void> | null = null;
  const renew = async () => {
    const answer = await send(`${storeUrl}/api/users/refresh`, 'POST', cookies.refresh);
    // During an outage the old token may still be valid; otherwise the next request reports it.
    if (answer.status === 200) cookies = cookiesOf(answer);
  };
  return {
    cookie: () => cookies.session,
    async fresh(): Promise<string> {
      if (expiryOf(cookies.session) - Date.now() < renewBeforeMs) {
        renewal ??= renew()
          .catch(() => {})
          .finally(() => {
            renewal = null;
          });
        await renewal;
      }
      return cookies.session;
    },
  };
}

function cookiesOf({ headers }: Answer): { session: string; refresh: string } {
  const pairs = headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  const named = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`)) ?? '';
  return { session: named('session'), refresh: named('refresh') };
}

/** Submits a form that starts a session. */
async function enter(storeUrl: string, form: 'signup' | 'signin', expected: number, credentials: Credentials) {
  const answer = await send<{ id: string }>(`${storeUrl}/api/users/${form}`, 'POST', '', credentials);
  if (answer.status !== expected) throw new Error(`${form} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const session = openSession(storeUrl, answer);
  const request: Person['request'] = async (method, path, body, headers) =>
    send(`${storeUrl}${path}`, method, await session.fresh(), body, headers);
  const expect: Person['expect'] = async (status, method, path, body) => {
    const given = await request(method, path, body);
    if (given.status !== status)
      throw new Error(`${method} ${path} answered ${given.status}, not ${status}: ${JSON.stringify(given.body)}`);
    return given.body as never;
  };
  return {
    id: answer.body.id,
    ...credentials,
    get cookie() {
      return session.cookie();
    },
    request,
    expect,
  };
}

/** Signs up a new user. */
export const signUp = (storeUrl: string, name: string = randomUUID()): Promise<Person> =>
  enter(storeUrl, 'signup', 201, {
    email: `${name}@example.com`,
    password: `password of ${name}`.slice(0, 64),
  });

/** Signs in again, with the current roles. */
export const signIn = (storeUrl: string, { email, password }: Credentials): Promise<Person> =>
  enter(storeUrl, 'signin', 200, { email, password });
