import type { Listener, openSource, Source } from './source.ts';

type Message =
  /** A page joins, or answers a new leader. */
  | { type: 'want'; page: string; ids: readonly string[]; isNew: boolean }
  | { type: 'leave'; page: string }
  | { type: 'who' }
  | { type: 'event'; data: unknown }
  | { type: 'live'; isLive: boolean };

/** The part of a browser that pages of one site share. */
export interface Browser {
  locks: Pick<LockManager, 'request'>;
  openChannel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;
  openSource: typeof openSource;
  newPageId: () => string;
}

/** Ids that the API accepts in one stream. Pages beyond it poll. */
const maxIds = 100;
/** Pages that open together are served by one connection. */
const settleMs = 20;

/**
 * Follows a stream together with the other pages of this browser, which has six connections to a site in all. The page
 * that holds a lock is the leader: it opens one stream for the ids of all pages and passes its events on. When it goes,
 * in whatever way, the lock passes to the next page. A page that joins makes the leader open the stream again, because
 * the server sends the current state first.
 * @returns a function that leaves
 */
export function shareSource(source: Source, listener: Listener, browser: Browser): () => void {
  const { path, ids } = source;
  const name = `live ${path}`;
  const page = browser.newPageId();
  const channel = browser.openChannel(name);
  const waiting = new AbortController();
  const left = Promise.withResolvers<void>();
  let leader: Leader | null = null;

  const deliver = (data: unknown) => {
    const isOurs = ids.length === 0 || ids.includes((data as { id?: string } | null)?.id ?? '');
    if (isOurs) listener.onEvent(data);
  };
  const say = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    switch (data.type) {
      case 'event':
        return deliver(data.data);
      case 'live':
        return listener.onLiveChange(data.isLive);
      case 'who':
        return say({ type: 'want', page, ids, isNew: false });
      case 'want':
        return leader?.add(data.page, data.ids, data.isNew);
      case 'leave':
        return leader?.remove(data.page);
    }
  };
  say({ type: 'want', page, ids, isNew: true });

  const lead = async () => {
    leader = openLeader(source, browser, {
      onEvent: (data) => {
        deliver(data);
        say({ type: 'event', data });
      },
      onLiveChange: (isLive) => {
        listener.onLiveChange(isLive);
        say({ type: 'live', isLive });
      },
    });
    leader.add(page, ids, true);
    say({ type: 'who' });
    await left.promise;
  };
  // Rejects when the page leaves while it waits.
  browser.locks.request(name, { signal: waiting.signal }, lead).catch(() => undefined);

  return () => {
    waiting.abort();
    if (leader) say({ type: 'live', isLive: false });
    else say({ type: 'leave', page });
    leader?.close();
    left.resolve();
    channel.close();
  };
}

interface Leader {
  add(page: string, ids: readonly string[], isNew: boolean): void;
  remove(page: string): void;
  close(): void;
}

/** The stream of all pages, which is opened again when they follow something else. */
function openLeader(source: Source, browser: Pick<Browser, 'openSource'>, listener: Listener): Leader {
  const pages = new Map<string, readonly string[]>();
  let close: (() => void) | null = null;
  let followed = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const ids = [...new Set([...pages.values()].flat())].sort().slice(0, maxIds);
    followed = ids.join();
    close?.();
    close = browser.openSource({ ...source, ids }, listener);
  };
  const reopen = () => {
    clearTimeout(timer);
    timer = setTimeout(open, settleMs);
  };
  const isFollowed = (ids: readonly string[]) => close !== null && ids.every((id) => followed.split(',').includes(id));
  return {
    add(page, ids, isNew) {
      pages.set(page, ids);
      if (isNew || !isFollowed(ids)) reopen();
    },
    // Its ids stay until the next opening: their events do no harm, and other pages would miss theirs meanwhile.
    remove: (page) => void pages.delete(page),
    close() {
      clearTimeout(timer);
      close?.();
    },
  };
}
