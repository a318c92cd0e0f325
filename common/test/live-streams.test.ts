import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import {
  createLiveStreams,
  defineRoute,
  type LiveEvent,
  type LiveStreams,
  type LiveStreamsOptions,
} from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics, type Registry } from '@ticketing/common/metrics';
import { cookieOf, someUser, type TestApi } from '@ticketing/testing/api';
import { openEvents, soon } from '@ticketing/testing/events';
import { serveRoute } from './route-fixture.ts';

interface Live {
  api: TestApi;
  streams: LiveStreams;
  metrics: Registry;
  /** Requests whose connection has closed. */
  gone: { count: number };
  /** Events of the next snapshots. */
  snapshot: { read: () => Promise<LiveEvent[]> };
}
const running: Live[] = [];
afterEach(async () => {
  for (const { streams, api } of running.splice(0)) {
    streams.close();
    await api.close();
  }
});

const state = (value: unknown, key = 'thing'): LiveEvent => ({ key, event: 'thing', id: key, data: { value } });

/** Starts an app whose GET /api/things/events follows the topic `things`. */
async function startLive(
  options: Partial<LiveStreamsOptions> & { isSessionRevoked?: (sid: string) => Promise<boolean> } = {},
): Promise<Live> {
  const metrics = createMetrics('things');
  const streams = createLiveStreams({ log: silentLogger(), metrics, maxPerClient: 10, ...options });
  const snapshot = { read: async () => [state(0)] };
  const route = defineRoute({
    method: 'get',
    path: '/api/things/events',
    operationId: 'followThings',
    summary: 'Things',
    access: 'optional',
    responses: { 200: { description: 'Events' } },
    handler: ({ res }) =>
      streams.open({ res, client: 'somebody', topics: ['things'], snapshot: () => snapshot.read() }),
  });
  const { api, gone } = await serveRoute(route, { isSessionRevoked: options.isSessionRevoked, metrics });
  const live = { api, streams, metrics, snapshot, gone };
  running.push(live);
  return live;
}
const follow = ({ api }: Live) => openEvents(`${api.url}/api/things/events`);
const says = (value: unknown) => (event: { data: unknown }) => (event.data as { value: unknown }).value === value;

it('HEAD of a stream has its headers, ends at once and follows nothing', async () => {
  const live = await startLive();
  const answer = await fetch(`${live.api.url}/api/things/events`, {
    method: 'HEAD',
    signal: AbortSignal.timeout(5_000),
  });

  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect(await waitFor(async () => (live.streams.isFollowed('things') ? null : true), { timeoutMs: 5_000 })).toBe(true);
});
const metricIs = (metrics: Registry, line: string) =>
  waitFor(async () => ((await metrics.metrics()).includes(line) ? true : null), { timeoutMs: 10_000 });

describe('a stream', () => {
  it('sends the current state, then changes, to every follower', async () => {
    const live = await startLive();
    const followers = [await follow(live), await follow(live)];
    live.streams.publish('things', state(1));
    live.streams.publish('others', state(2));
    for (const stream of followers) {
      await stream.until(says(0));
      await stream.until(says(1));
      expect(stream.events.some(says(2))).toBe(false);
      stream.close();
    }
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 0')).toBe(true);
  });

  it('does not overwrite a change with a snapshot read before it', async () => {
    const live = await startLive();
    const reading = Promise.withResolvers<LiveEvent[]>();
    const stream = await follow(live);
    await stream.until(says(0));
    live.snapshot.read = () => reading.promise;
    live.streams.refresh();
    await Promise.resolve();
    live.streams.publish('things', state('new'));
    reading.resolve([state('old'), state('read', 'another')]);
    await stream.until(says('read'));
    expect(stream.events.map(({ data }) => data)).toEqual([{ value: 0 }, { value: 'new' }, { value: 'read' }]);
    stream.close();
  });

  it('restarts with a snapshot after a gap, and ends when the snapshot fails', async () => {
    const live = await startLive();
    const stream = await follow(live);
    live.snapshot.read = async () => [state('after the gap')];
    live.streams.refresh();
    await stream.until(says('after the gap'));
    live.snapshot.read = () => Promise.reject(new Error('the database is unavailable'));
    live.streams.refresh();
    await soon(stream.ended);
  });

  it('is kept alive without events', async () => {
    const live = await startLive({ heartbeatMs: 20 });
    const { port } = new URL(live.api.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /api/things/events HTTP/1.1\r\nHost: things\r\n\r\n');
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    expect(
      await waitFor(async () => (/retry: 2000[\s\S]*\n:\n[\s\S]*\n:\n/.test(text) ? true : null), { timeoutMs: 5_000 }),
    ).toBe(true);
    socket.destroy();
  });

  it('is closed when its reader stalls, and delays no other', async () => {
    const live = await startLive({ maxBuffered: 20 });
    const { port } = new URL(live.api.url);
    const slow = connect(Number(port), '127.0.0.1');
    slow.pause().on('error', () => undefined);
    slow.write('GET /api/things/events HTTP/1.1\r\nHost: things\r\n\r\n');
    const other = await follow(live);
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 2')).toBe(true);

    const large = 'x'.repeat(100_000);
    const pushAll = async () => {
      for (let count = 0; count < 10; count += 1) live.streams.publish('things', state(large, `thing ${count % 30}`));
      return (await live.metrics.metrics()).includes('cut_total{service="things"} 1') ? true : null;
    };
    let turn = 0;
    const isCut = () => {
      turn += 1;
      live.streams.publish('things', state(large, `another ${turn}`));
      return pushAll();
    };
    expect(await waitFor(isCut, { timeoutMs: 20_000, intervalMs: 1 })).toBe(true);
    live.streams.publish('things', state('still here'));
    await other.until(says('still here'));
    other.close();
    slow.destroy();
  });

  it('is refused above the process limit, and ends with the process', async () => {
    const live = await startLive({ maxStreams: 1 });
    const stream = await follow(live);
    const refused = await follow(live);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    live.streams.close();
    await soon(stream.ended);
    await soon(live.api.close());
    running.pop();
  });

  it('leaves nothing behind when its reader disconnects before the first snapshot', async () => {
    const live = await startLive();
    const reading = Promise.withResolvers<LiveEvent[]>();
    live.snapshot.read = () => reading.promise;
    const { port } = new URL(live.api.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /api/things/events HTTP/1.1\r\nHost: things\r\n\r\n');
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 1')).toBe(true);
    socket.destroy();
    await once(socket, 'close');
    reading.resolve([state(0)]);
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 0')).toBe(true);
  });
});

describe('a reader that disconnects during authentication', () => {
  const cookie = cookieOf(someUser());
  const requestText = (path = '/api/things/events') =>
    `GET ${path} HTTP/1.1\r\nHost: things\r\nCookie: ${cookie}\r\n\r\n`;

  /** Authentication waits until the reader has disconnected. */
  async function startAuthenticating() {
    const [requested, mayRespond] = [{ count: 0 }, Promise.withResolvers<boolean>()];
    const live = await startLive({
      maxPerClient: 1,
      isSessionRevoked: () => {
        requested.count += 1;
        return mayRespond.promise;
      },
    });
    let snapshots = 0;
    live.snapshot.read = async () => {
      snapshots += 1;
      return [state(0)];
    };
    const isReached = (count: number) =>
      waitFor(async () => (requested.count >= count ? true : null), { timeoutMs: 10_000 });
    return { live, isReached, answer: () => mayRespond.resolve(false), snapshots: () => snapshots };
  }
  const leave = async ({ api, gone }: Live, text: string, isReached: () => Promise<unknown>) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1').on('error', () => undefined);
    socket.write(text);
    await isReached();
    const before = gone.count;
    socket.resetAndDestroy();
    await waitFor(async () => (gone.count > before ? true : null), { timeoutMs: 10_000 });
  };

  it('follows nothing: neither the gauge nor its stream count includes it', async () => {
    const { live, isReached, answer, snapshots } = await startAuthenticating();
    await leave(live, requestText(), () => isReached(1));
    await leave(live, requestText(), () => isReached(2));
    answer();
    const stream = await openEvents(`${live.api.url}/api/things/events`, { cookie });

    expect(stream.status).toBe(200);
    await stream.until(says(0));
    expect(snapshots()).toBe(1);
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 1')).toBe(true);
    stream.close();
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 0')).toBe(true);
  });

  it('is detected when its stream is queued behind another response of its connection', async () => {
    const live = await startLive();
    const reading = Promise.withResolvers<LiveEvent[]>();
    live.snapshot.read = () => reading.promise;
    const socket = connect(Number(new URL(live.api.url).port), '127.0.0.1').on('error', () => undefined);
    socket.write(requestText().repeat(2));
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 2')).toBe(true);
    socket.resetAndDestroy();
    expect(await metricIs(live.metrics, 'http_live_streams{service="things"} 0')).toBe(true);
    reading.resolve([]);
  });
});

describe('after a gap', () => {
  it('limits concurrent snapshots, and reads one per follower', async () => {
    const live = await startLive({ maxConcurrentSnapshots: 2 });
    const followers = await Promise.all(Array.from({ length: 7 }, () => follow(live)));
    for (const stream of followers) await stream.until(says(0));
    let [reading, maxReading, reads] = [0, 0, 0];
    live.snapshot.read = async () => {
      [reading, reads] = [reading + 1, reads + 1];
      maxReading = Math.max(maxReading, reading);
      await new Promise(setImmediate);
      reading -= 1;
      return [state('after')];
    };
    live.streams.refresh();
    for (const stream of followers) {
      await stream.until(says('after'));
      stream.close();
    }
    expect([maxReading, reads]).toEqual([2, 7]);
  });
});
