import type { ApiClient } from '@ticketing/api-client';
import * as z from 'zod/mini';
import type { ApiAnswer } from '@/api/call-api.ts';

interface Parameters {
  path?: Record<string, string>;
  query?: object;
}
type AnyGet = (
  path: string,
  init: { params: Parameters },
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Requests a route that the generated types don't have yet. */
export const getFrom =
  (path: string, params: Parameters = {}) =>
  (api: ApiClient) =>
    (api.GET as unknown as AnyGet)(path, { params });

/** A response of another form than the schema's is unreadable. */
export function checked<T>(schema: z.ZodMiniType<T>, answer: ApiAnswer<unknown>): ApiAnswer<T> {
  if (!answer.ok) return answer;
  const { success, data } = z.safeParse(schema, answer.value);
  return success ? { ...answer, value: data } : { ok: false, problem: { kind: 'unreadable', status: answer.status } };
}
