import { describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './call-api.ts';
import { createSessionRefresh, type RefreshOutcome, withRefresh } from './session-refresh.ts';

/** A browser with tabs, in front of a server that answers each refresh with the next of the given statuses. */
function someBrowser(...statuses: (number | 'unreachable')[]) {
  const calls: string[] = [];
  let [lastAtMs, clockMs] = [0, 1_000];
  let queue: Promise<unknown> = Promise.resolve();
  const deps = {
    baseUrl: 'https://shop.example',
    fetchLike: (async ({ url }: Request) => {
      calls.push(new URL(url).pathname);
      const status = statuses.shift() ?? 200;
      if (status === 'unreachable') throw new TypeError('fetch failed');
      return new Response('{}', { status });
    }) as typeof fetch,
    exclusively: <T>(work: () => Promise<T>): Promise<T> => {
      const result = queue.then(work);
      queue = result.catch(() => {});
      return result;
    },
    lastRefresh: {
      read: () => lastAtMs,
      write: (atMs: number) => {
        lastAtMs = atMs;
      },
    },
    now: () => {
      clockMs += 1;
      return clockMs;
    },
  };
  return { calls, now: deps.now, openTab: () => createSessionRefresh(deps) };
}

const refused = (status: number): ApiAnswer<string> => ({
  ok: false,
  problem: { kind: 'refused', status, errors: [] },
});
const accepted: ApiAnswer<string> = { ok: true, value: 'done', status: 200, headers: new Headers() };

describe('a refresh', () => {
  it('is shared by all requests and tabs that were refused at the same time', async () => {
    const browser = someBrowser();
    const [first, second] = [browser.openTab(), browser.openTab()];
    const sentAtMs = browser.now();
    const outcomes = await Promise.all([first(sentAtMs), first(sentAtMs), second(sentAtMs), second(sentAtMs)]);

    expect(outcomes).toEqual(Array(4).fill({ type: 'refreshed' }));
    expect(browser.calls).toEqual(['/api/users/refresh']);
  });

  it('happens again for a request that was sent after it', async () => {
    const browser = someBrowser();
    const refresh = browser.openTab();
    await refresh(browser.now());
    await refresh(browser.now());

    expect(browser.calls).toHaveLength(2);
  });

  it('is repeated when its response is lost', async () => {
    const browser = someBrowser('unreachable', 200);
    expect(await browser.openTab()(0)).toEqual({ type: 'refreshed' });
  });

  it.each<[(number | 'unreachable')[], RefreshOutcome['type']]>([
    [[401], 'ended'],
    [[503], 'unknown'],
    [['unreachable', 'unreachable'], 'unknown'],
  ])('answered with %j has the outcome %s', async (statuses, type) => {
    expect(await someBrowser(...statuses).openTab()(0)).toMatchObject({ type });
  });
});

describe('a request', () => {
  const answering = (...answers: ApiAnswer<string>[]) => {
    let sent = 0;
    return {
      count: () => sent,
      send: async () => {
        sent += 1;
        return answers.shift() ?? accepted;
      },
    };
  };
  const outcome = (type: 'refreshed' | 'ended') => ({
    refresh: async () => ({ type }) as RefreshOutcome,
    now: () => 0,
  });

  it('is sent once more after a refresh, and not a third time', async () => {
    const [once, twice] = [answering(refused(401)), answering(refused(401), refused(401))];

    expect(await withRefresh(once.send, outcome('refreshed'))).toEqual(accepted);
    expect(await withRefresh(twice.send, outcome('refreshed'))).toEqual(refused(401));
    expect(twice.count()).toBe(2);
  });

  it('is refused when the session has ended', async () => {
    const { send, count } = answering(refused(401));
    expect(await withRefresh(send, outcome('ended'))).toEqual(refused(401));
    expect(count()).toBe(1);
  });

  it('reports the failure of the refresh, because the session may still exist', async () => {
    const problem = { kind: 'unreachable' } as const;
    const { send } = answering(refused(401));
    expect(await withRefresh(send, { refresh: async () => ({ type: 'unknown', problem }), now: () => 0 })).toEqual({
      ok: false,
      problem,
    });
  });

  it('is not repeated after any other answer', async () => {
    const { send, count } = answering(refused(403));
    expect(await withRefresh(send, outcome('refreshed'))).toEqual(refused(403));
    expect(count()).toBe(1);
  });
});
