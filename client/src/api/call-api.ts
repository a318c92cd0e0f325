import * as z from 'zod/mini';
import type { Problem } from './problem.ts';
import { errorsSchema } from './schemas.ts';

export type ApiAnswer<T> = { ok: true; value: T; status: number; headers: Headers } | { ok: false; problem: Problem };

export interface ApiCall<T> {
  url: string;
  schema: z.ZodMiniType<T>;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  /** Sent as JSON; a file is sent unchanged. */
  body?: unknown;
  timeoutMs: number;
}

/** Never throws: every caller must show an unreachable server or a refusal. */
export async function callApi<T>(fetchLike: typeof fetch, call: ApiCall<T>): Promise<ApiAnswer<T>> {
  const { url, schema, method = 'GET', headers = {}, body, timeoutMs } = call;
  let response: Response;
  let text: string;
  try {
    response = await fetchLike(url, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch {
    return { ok: false, problem: { kind: 'unreachable' } };
  }
  const json = parseJson(text);
  if (!response.ok) {
    const errors = errorsSchema.safeParse(json);
    const refusal = {
      kind: 'refused',
      status: response.status,
      errors: errors.data?.errors ?? [],
      body: json,
    } as const;
    return { ok: false, problem: refusal };
  }
  const parsed = z.safeParse(schema, json);
  if (!parsed.success) return { ok: false, problem: { kind: 'unreadable', status: response.status } };
  return { ok: true, value: parsed.data, status: response.status, headers: response.headers };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
