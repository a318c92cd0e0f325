import { type ApiAnswer, callApi } from './call-api.ts';
import type { Problem } from './problem.ts';

/** `ended`: the person must sign in. `unknown`: the server gave no usable answer, so the session may still exist. */
export type RefreshOutcome = { type: 'refreshed' | 'ended' } | { type: 'unknown'; problem: Problem };

export interface SessionRefreshDeps {
  fetchLike: typeof fetch;
  /** The site's origin; empty in a browser. */
  baseUrl?: string;
  /** Runs work while no other tab does. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** When a tab of this browser last refreshed the session, milliseconds since the epoch; shared by all tabs. */
  lastRefresh: { read: () => number; write: (atMs: number) => void };
  now: () => number;
}

const timeoutMs = 8_000;

/**
 * Creates a function that renews the session after a request was refused with 401. All requests and tabs share one
 * refresh: whoever waits for the lock finds that it has happened since their request was sent.
 */
export function createSessionRefresh({ fetchLike, baseUrl, exclusively, lastRefresh, now }: SessionRefreshDeps) {
  let running: Promise<RefreshOutcome> | null = null;

  const refresh = (): Promise<ApiAnswer<unknown>> =>
    callApi(fetchLike, (api) => api.POST('/api/users/refresh'), { ...(baseUrl && { baseUrl }), timeoutMs });

  const run = async (sentAtMs: number): Promise<RefreshOutcome> => {
    if (lastRefresh.read() > sentAtMs) return { type: 'refreshed' };
    let answer = await refresh();
    // A lost response leaves the used token here; the server repeats its answer for some seconds.
    if (!answer.ok && answer.problem.kind === 'unreachable') answer = await refresh();
    if (answer.ok) {
      lastRefresh.write(now());
      return { type: 'refreshed' };
    }
    const { problem } = answer;
    return problem.kind === 'refused' && problem.status === 401 ? { type: 'ended' } : { type: 'unknown', problem };
  };

  /** @param sentAtMs when the refused request was sent */
  return (sentAtMs: number): Promise<RefreshOutcome> => {
    running ??= exclusively(() => run(sentAtMs)).finally(() => {
      running = null;
    });
    return running;
  };
}

/** Sends a request; if it is refused because the session must be renewed, renews it and sends the request once more. */
export async function withRefresh<T>(
  send: () => Promise<ApiAnswer<T>>,
  { refresh, now }: { refresh: (sentAtMs: number) => Promise<RefreshOutcome>; now: () => number },
): Promise<ApiAnswer<T>> {
  const sentAtMs = now();
  const answer = await send();
  if (answer.ok || answer.problem.kind !== 'refused' || answer.problem.status !== 401) return answer;
  const outcome = await refresh(sentAtMs);
  if (outcome.type === 'unknown') return { ok: false, problem: outcome.problem };
  return outcome.type === 'refreshed' ? send() : answer;
}
