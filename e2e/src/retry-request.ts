import { randomUUID } from 'node:crypto';
import { pause } from '@ticketing/common/backoff';
import type { Answer, Person } from './person.ts';

const pauseMs = 200;

export interface RetryOptions {
  /** Milliseconds for which a request is retried. */
  forMs: number;
  /** Stops retrying early. */
  signal?: AbortSignal | undefined;
}

/**
 * Sends a mutation until it gets a response, like a careful client: retries with the same Idempotency-Key after a lost
 * connection or a 5xx, so that it has one effect. If the first request was interrupted by a crash, the response is 409 for a
 * while; the order shows the outcome.
 * @returns null on timeout
 */
export async function retryRequest<Body>(
  person: Person,
  method: string,
  path: string,
  body: unknown,
  { forMs, signal }: RetryOptions,
): Promise<Answer<Body> | null> {
  const headers = { 'idempotency-key': randomUUID() };
  for (const until = performance.now() + forMs; performance.now() < until && !signal?.aborted; ) {
    const answer = await person.request<Body>(method, path, body, headers).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await pause(pauseMs, signal);
  }
  return null;
}
