import { type ApiClient, createApiClient } from '@ticketing/api-client';
import * as z from 'zod/mini';
import type { Problem } from './problem.ts';

export type ApiAnswer<T> = { ok: true; value: T; status: number; headers: Headers } | { ok: false; problem: Problem };

/** Sends one request: `(api) => api.GET('/api/orders')`. */
export type Send<T> = (api: ApiClient) => Promise<{ data?: T; error?: unknown; response: Response }>;

export interface CallOptions {
  /** Empty in a browser: requests go to the site's own origin. */
  baseUrl?: string;
  headers?: Record<string, string>;
  timeoutMs: number;
}

/** Errors may come from a proxy, in any form. */
const errorsSchema = z.object({
  errors: z.array(z.object({ message: z.string(), field: z.optional(z.string()), code: z.optional(z.string()) })),
});

/** Never throws: every caller must show an unreachable server or a refusal. */
export async function callApi<T>(
  fetchLike: typeof fetch,
  send: Send<T>,
  { baseUrl = '', headers, timeoutMs }: CallOptions,
): Promise<ApiAnswer<T>> {
  let status = 0;
  const api = createApiClient({
    baseUrl,
    headers: { accept: 'application/json', ...headers },
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    fetch: async (request) => {
      const response = await fetchLike(request);
      status = response.status;
      return response;
    },
  });
  try {
    const { data, error, response } = await send(api);
    if (response.ok) return { ok: true, value: data as T, status, headers: response.headers };
    const { data: body } = z.safeParse(errorsSchema, error);
    return { ok: false, problem: { kind: 'refused', status, errors: body?.errors ?? [], body: error } };
  } catch (error) {
    // The body of a response is not JSON.
    if (error instanceof SyntaxError) return { ok: false, problem: { kind: 'unreadable', status } };
    return { ok: false, problem: { kind: 'unreachable' } };
  }
}
