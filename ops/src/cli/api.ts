import { randomUUID } from 'node:crypto';
import { type ApiClient, createApiClient, type Errors } from '@ticketing/api-client';
import { CliError, exitCodes } from './exit.ts';
import type { Session, SessionFile } from './session-file.ts';

export interface Page {
  limit: number;
  cursor?: string | undefined;
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The HTTP API, with the session of the signed-in user. */
export interface Api {
  url: string;
  /** Sends one request; a POST gets an Idempotency-Key. @throws CliError when it is refused */
  call<T>(send: (client: ApiClient) => Promise<Outcome<T>>): Promise<T>;
  /** Fetches pages by the `Link` header, up to `limit` items. */
  list<T>(
    send: (client: ApiClient, page: Page) => Promise<Outcome<T[]>>,
    limit: number,
  ): Promise<{ items: T[]; hasMore: boolean }>;
  /** Returns the response body as a stream, for as long as it takes. */
  stream(
    send: (client: ApiClient) => Promise<Outcome<ReadableStream<Uint8Array> | null>>,
  ): Promise<ReadableStream<Uint8Array>>;
}

const timeoutMs = 30_000;
const maxPageSize = 200;

export function createApi(url: string, sessions: SessionFile): Api {
  const signedIn = async (request: Request): Promise<Response> => {
    const session = await sessions.read(url);
    if (!session) throw notSignedIn(url);
    if (request.method === 'POST') request.headers.set('idempotency-key', randomUUID());
    const sendAs = ({ cookie }: Session) => {
      const copy = request.clone();
      copy.headers.set('cookie', cookie);
      return reach(url, copy);
    };
    const answer = await sendAs(session);
    const renewed = answer.status === 401 ? await renewSession(url, sessions, session) : null;
    return renewed ? sendAs(renewed) : answer;
  };
  const send = async <T>(work: (client: ApiClient) => Promise<Outcome<T>>, signal?: AbortSignal) => {
    const { data, error, response } = await work(createApiClient({ ...common(url), signal, fetch: signedIn }));
    if (!response.ok) throw refusal(response.status, error, url);
    return { data: data as T, response };
  };
  const sendInTime = <T>(work: (client: ApiClient) => Promise<Outcome<T>>) =>
    send(work, AbortSignal.timeout(timeoutMs));
  return {
    url,
    call: async (work) => (await sendInTime(work)).data,
    async list<T>(work: (client: ApiClient, page: Page) => Promise<Outcome<T[]>>, limit: number) {
      const page: Page = { limit: Math.min(limit, maxPageSize) };
      const items: T[] = [];
      do {
        const { data, response } = await sendInTime((client) => work(client, page));
        items.push(...data);
        page.cursor = nextCursor(response);
      } while (page.cursor !== undefined && items.length < limit);
      return { items: items.slice(0, limit), hasMore: page.cursor !== undefined || items.length > limit };
    },
    async stream(work) {
      const { data } = await send(work);
      if (!data) throw new CliError('The response is empty');
      return data;
    },
  };
}

function nextCursor({ headers }: Response): string | undefined {
  const query = /<[^>?]*\?([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
  return new URLSearchParams(query).get('cursor') ?? undefined;
}

const common = (url: string) => ({
  baseUrl: url,
  redirect: 'error' as const,
  headers: { 'user-agent': 'ticketing-cli' },
});

/** A client for requests of sign-in and sign-out. @param cookie of the session that they are about */
export const clientOf = (url: string, cookie?: string): ApiClient =>
  createApiClient({
    ...common(url),
    headers: { ...common(url).headers, ...(cookie && { cookie }) },
    fetch: (request) => reach(url, request),
  });

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
  const { response } = await clientOf(url, session.refresh).POST('/api/users/refresh');
  const cookies = response.ok ? cookiesOf(response) : null;
  if (!cookies) return null;
  const renewed = { ...session, ...cookies };
  await sessions.write(url, renewed);
  return renewed;
}

/** Sends a request. @throws CliError when the server is unreachable or times out */
async function reach(url: string, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'TimeoutError') throw new CliError(`${url} did not respond in time`);
    throw new CliError(`Could not reach ${url}: is it running? Use --url or TICKETING_URL for another address`);
  }
}

const notSignedIn = (url: string) =>
  new CliError(`Not signed in at ${url}: run npx ticketing sign-in first`, exitCodes.notAllowed);

/** Converts an error response to a message for the user. @param body text if it comes from a proxy */
export function refusal(status: number, body: unknown, url: string): CliError {
  if (status === 401) return notSignedIn(url);
  const { errors = [] } = typeof body === 'object' && body !== null ? (body as Partial<Errors>) : {};
  const messages = errors.map(({ message, field }) =>
    field && !message.includes(field) ? `${field}: ${message}` : message,
  );
  const message = messages.length > 0 ? messages.join('\n') : `The service responded with ${status}`;
  return new CliError(message, status === 403 ? exitCodes.notAllowed : exitCodes.failure);
}
