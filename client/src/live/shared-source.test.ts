import { afterEach, describe, expect, it } from '@jest/globals';
import { type Browser, shareSource } from './shared-source.ts';
import type { Listener, Source } from './source.ts';

type Pages = (() => void)[];
const opened: Pages = [];
afterEach(() => {
  for (const leave of opened.splice(0)) leave();
});

interface Channel {
  name: string;
  onmessage: ((event: MessageEvent) => unknown) | null;
}

/** A browser in memory: one holder a lock, channels that reach the other pages, and the streams that are open. */
function givenBrowser() {
  const channels = new Set<Channel>();
  const queues = new Map<string, Promise<unknown>>();
  const streams = new Set<{ ids: readonly string[]; listener: Listener }>();
  let pages = 0;
  const request = async (name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
    const before = queues.get(name) ?? Promise.resolve();
    const turn = before.then(() => (signal.aborted ? undefined : work()));
    queues.set(name, turn);
    await turn;
  };
  const browser: Browser = {
    locks: { request: request as Browser['locks']['request'] },
    openChannel(name) {
      const channel: Channel & { postMessage: (data: unknown) => void; close: () => void } = {
        name,
        onmessage: null,
        postMessage: (data) => {
          for (const other of channels)
            if (other !== channel && other.name === name)
              queueMicrotask(() => channels.has(other) && other.onmessage?.({ data } as MessageEvent));
        },
        close: () => void channels.delete(channel),
      };
      channels.add(channel);
      return channel;
    },
    openSource({ ids }, listener) {
      const stream = { ids, listener };
      streams.add(stream);
      listener.onLiveChange(true);
      return () => void streams.delete(stream);
    },
    newPageId: () => `page${pages++}`,
  };
  const open = (ids: string[] = [], path = '/api/tickets/events') => {
    const source: Source = { path, eventName: 'ticket', ids };
    const page = { seen: [] as unknown[], isLive: false, leave: () => {} };
    const onLiveChange = (isLive: boolean) => {
      page.isLive = isLive;
    };
    page.leave = shareSource(source, { onEvent: (event) => page.seen.push(event), onLiveChange }, browser);
    opened.push(page.leave);
    return page;
  };
  const publish = (event: unknown) => {
    for (const { listener } of streams) listener.onEvent(event);
  };
  return { open, publish, streams };
}

async function until(isTrue: () => boolean): Promise<void> {
  const patience = AbortSignal.timeout(5_000);
  while (!isTrue()) {
    patience.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const idsOf = (streams: Set<{ ids: readonly string[] }>) => [...streams].map(({ ids }) => ids.join());

describe('pages of one browser', () => {
  it('share one stream, and each gets the events that it follows', async () => {
    const { open, publish, streams } = givenBrowser();
    const pages = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => open([id]));
    await until(() => idsOf(streams).join() === 'a,b,c,d,e,f,g');
    expect(streams.size).toBe(1);

    publish({ id: 'b' });
    await until(() => pages[1]?.seen.length === 1);
    expect(pages.map(({ seen, isLive }) => [seen.length, isLive])).toEqual(
      pages.map((_, at) => [at === 1 ? 1 : 0, true]),
    );
  });

  it('go on when the leader leaves', async () => {
    const { open, publish, streams } = givenBrowser();
    const [leader, other] = [open(['a']), open(['b'])];
    await until(() => idsOf(streams).join() === 'a,b');
    leader.leave();
    await until(() => streams.size === 1 && idsOf(streams).join() === 'b' && other.isLive);

    publish({ id: 'b' });
    expect(other.seen).toEqual([{ id: 'b' }]);
  });

  it('open the stream again for a page that joins, so that it gets the current state', async () => {
    const { open, streams } = givenBrowser();
    open([], '/api/orders/events');
    await until(() => streams.size === 1);
    const [first] = streams;
    open([], '/api/orders/events');
    await until(() => streams.size === 1 && !streams.has(first as never));
  });

  it('close it when the last one leaves', async () => {
    const { open, streams } = givenBrowser();
    const pages = [open(['a']), open(['b'])];
    await until(() => streams.size === 1);
    for (const { leave } of pages) leave();
    expect(streams.size).toBe(0);
    await until(() => streams.size === 0);
  });
});
