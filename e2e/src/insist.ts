import { randomUUID } from 'node:crypto';
import { pause } from '@ticketing/common/backoff';
import type { Answer, Person } from './person.ts';

const pauseMs = 200;

export interface Patience {
  /** Milliseconds for which one request is repeated. */
  forMs: number;
  /** Ends the patience before. */
  signal?: AbortSignal | undefined;
}

/**
 * Sends a mutation until it is answered, as a careful client does: the same Idempotency-Key again after a lost connection
 * or a 5xx, so that nothing is done twice. A first request that died with its process answers 409 for a while; what became
 * of it shows on the order.
 * @returns null when the patience was over before
 */
export async function insist<Body>(
  person: Person,
  method: string,
  path: string,
  body: unknown,
  { forMs, signal }: Patience,
): Promise<Answer<Body> | null> {
  const headers = { 'idempotency-key': randomUUID() };
  for (const until = performance.now() + forMs; performance.now() < until && !signal?.aborted; ) {
    const answer = await person.request<Body>(method, path, body, headers).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await pause(pauseMs, signal);
  }
  return null;
}
