import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { createApp, createLiveStreams, defineRoute, type LiveEvent, type LiveStreams } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics, type Registry } from '@ticketing/common/metrics';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { openEvents, soon } from '@ticketing/testing/events';

interface Live {
  api: TestApi;
  streams: LiveStreams;
  metrics: Registry;
  /** What the next snapshots say. */
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

/** An app whose GET /api/things/events follows the topic `things`. */
async function startLive(
  options: { heartbeatMs?: number; maxWaiting?: number; maxStreams?: number } = {},
): Promise<Live> {
  const metrics = createMetrics('things');
  const streams = createLiveStreams({ log: silentLogger(), metrics, maxPerClient: 10, ...options });
  const snapshot = { read: async () => [state(0)] };
  const route = defineRoute({
    method: 'get',
    path: '/api/things/events',
    summary: 'Things',
    access: 'public',
    responses: { 200: { description: 'Events' } },
    handler: ({ res }) =>
      streams.open({ res, client: 'somebody', topics: ['things'], snapshot: () => snapshot.read() }),
  });
  const never = () => Promise.reject(new Error('no route here is idempotent'));
  const app = createApp({
    service: 'things',
    documentPath: '/api/things/openapi.json',
    routes: [route],
    jwtKey: testJwtKey,
    isSessionRevoked: async () => false,
    idempotency: { claim: never, renew: never, complete: never, release: never },
    log: silentLogger(),
    metrics,
  });
  const live = { api: await serveForTest(app), streams, metrics, snapshot };
  running.push(live);
  return live;
}
const follow = ({ api }: Live) => openEvents(`${api.url}/api/things/events`);
const says = (value: unknown) => (event: { data: unknown }) => (event.data as { value: unknown }).value === value;
const metricIs = (metrics: Registry, line: string) =>
  waitFor(async () => ((await metrics.metrics()).includes(line) ? true : null), { timeoutMs: 10_000 });

describe('a stream', () => {
  it('tells the present state, then changes, to everybody who follows', async () => {
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

  it('does not take a change back by a snapshot that was read before it', async () => {
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

  it('begins anew after a gap, and ends when its state can’t be read', async () => {
    const live = await startLive();
    const stream = await follow(live);
    live.snapshot.read = async () => [state('after the gap')];
    live.streams.refresh();
    await stream.until(says('after the gap'));
    live.snapshot.read = () => Promise.reject(new Error('the database is away'));
    live.streams.refresh();
    await soon(stream.ended);
  });

  it('is kept alive while nothing happens', async () => {
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

  it('is cut when its reader takes nothing, and holds up nobody else', async () => {
    const live = await startLive({ maxWaiting: 20 });
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

  it('is refused when the process has enough of them, and ends with it', async () => {
    const live = await startLive({ maxStreams: 1 });
    const stream = await follow(live);
    const refused = await follow(live);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    live.streams.close();
    await soon(stream.ended);
    await soon(live.api.close());
    running.pop();
  });

  it('leaves nothing behind when its reader has gone before the first state is read', async () => {
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
