import { randomUUID } from 'node:crypto';
import { CliError, exitCodes } from './exit.ts';
import type { Session, SessionFile } from './session-file.ts';

/** The HTTP API, with the session of the signed-in user. */
export interface Api {
  url: string;
  get<Body>(path: string): Promise<Body>;
  /** Fetches pages by the `Link` header, up to `limit` items. */
  list<Item>(path: string, limit: number): Promise<{ items: Item[]; hasMore: boolean }>;
  /** Posts with a new Idempotency-Key. */
  post<Body>(path: string, body: object): Promise<Body>;
  /** Returns the response body as a stream. */
  stream(path: string): Promise<ReadableStream<Uint8Array>>;
}

const timeoutMs = 30_000;
const maxPageSize = 200;

export function createApi(url: string, sessions: SessionFile): Api {
  const send = async (method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> => {
    const session = await sessions.read(url);
    if (!session) throw notSignedIn(url);
    const key = randomUUID();
    const sendAs = ({ cookie }: Session) =>
      request(url, path, {
        method,
        headers: { cookie, ...(body && { 'content-type': 'application/json', 'idempotency-key': key }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: signal ?? AbortSignal.timeout(timeoutMs),
      });
    let answer = await sendAs(session);
    if (answer.status === 401) {
      const renewed = await renewSession(url, sessions, session);
      if (renewed) answer = await sendAs(renewed);
    }
    if (!answer.ok) throw await refusal(answer, url);
    return answer;
  };
  return {
    url,
    get: async <Body>(path: string) => (await (await send('GET', path)).json()) as Body,
    post: async <Body>(path: string, body: object) => (await (await send('POST', path, body)).json()) as Body,
    async list<Item>(path: string, limit: number) {
      const items: Item[] = [];
      let next: string | undefined = withLimit(path, Math.min(limit, maxPageSize));
      while (next && items.length < limit) {
        const answer: Response = await send('GET', next);
        items.push(...((await answer.json()) as Item[]));
        next = /<([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      return { items: items.slice(0, limit), hasMore: next !== undefined || items.length > limit };
    },
    async stream(path) {
      const { body } = await send('GET', path, undefined, new AbortController().signal);
      if (!body) throw new CliError('The response is empty');
      return body;
    },
  };
}

/** Returns the cookies of a sign-in or a refresh; null without a session. */
export function cookiesOf({ headers }: Response): Pick<Session, 'cookie' | 'refresh'> | null {
  const pairs = headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  const cookie = pairs.find((pair) => /^session=./.test(pair));
  const refresh = pairs.find((pair) => /^refresh=./.test(pair));
  return cookie ? { cookie, ...(refresh && { refresh }) } : null;
}

/**
 * Exchanges the refresh token after the access token has expired. Two commands may do so at once: the server answers the
 * same token with the same successor for some seconds, and after that the file has the new one.
 */
async function renewSession(url: string, sessions: SessionFile, expired: Session): Promise<Session | null> {
  const session = (await sessions.read(url)) ?? expired;
  if (session.cookie !== expired.cookie) return session;
  if (!session.refresh) return null;
  const answer = await request(url, '/api/users/refresh', { method: 'POST', headers: { cookie: session.refresh } });
  const cookies = answer.ok ? cookiesOf(answer) : null;
  if (!cookies) return null;
  const renewed = { ...session, ...cookies };
  await sessions.write(url, renewed);
  return renewed;
}

const withLimit = (path: string, limit: number): string => `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;

/** Sends a request. @throws CliError when the server is unreachable or times out */
export async function request(url: string, path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, {
      ...options,
      redirect: 'error',
      headers: { 'user-agent': 'ticketing-cli', ...(options.headers as Record<string, string> | undefined) },
    });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'TimeoutError') throw new CliError(`${url} did not respond in time`);
    throw new CliError(`Could not reach ${url}: is it running? Use --url or TICKETING_URL for another address`);
  }
}

const notSignedIn = (url: string) =>
  new CliError(`Not signed in at ${url}: run npx ticketing sign-in first`, exitCodes.notAllowed);

interface ErrorBody {
  errors?: { message: string; field?: string; code?: string }[];
}

/** Converts an error response to a message for the user. */
export async function refusal(answer: Response, url: string): Promise<CliError> {
  if (answer.status === 401) return notSignedIn(url);
  const text = await answer.text();
  const { errors = [] } = parse(text);
  const messages = errors.map(({ message, field }) =>
    field && !message.includes(field) ? `${field}: ${message}` : message,
  );
  const message = messages.length > 0 ? messages.join('\n') : `The service responded with ${answer.status}`;
  return new CliError(message, answer.status === 403 ? exitCodes.notAllowed : exitCodes.failure);
}

function parse(text: string): ErrorBody {
  try {
    return JSON.parse(text) as ErrorBody;
  } catch {
    return {};
  }
}
