import { randomHex } from '@/api/random-hex.ts';
import { type Browser, shareSource } from './shared-source.ts';
import { type Listener, openSource, type Source } from './source.ts';

interface Feed {
  subscribe: (listener: Listener) => () => void;
}

const feeds = new Map<string, Feed>();

/**
 * Shares one stream of server-sent events among the parts of a page and, where the browser allows it, among all pages of
 * the browser. A hidden page takes no part. The server sends the current state first.
 */
export function feedOf(url: string, eventName: string): Feed {
  const known = feeds.get(url);
  if (known) return known;
  const { pathname: path, searchParams } = new URL(url, window.location.origin);
  const ids = searchParams.get('ids')?.split(',') ?? [];
  const feed = createFeed({ path, eventName, ids }, () => feeds.delete(url));
  feeds.set(url, feed);
  return feed;
}

/** Returns null outside of secure contexts (http on another host than this machine), which have no locks. */
function sharingBrowser(): Browser | null {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return null;
  return {
    locks: navigator.locks,
    openChannel: (name) => new BroadcastChannel(name),
    openSource,
    newPageId: () => randomHex(8),
  };
}

function createFeed(source: Source, onUnused: () => void): Feed {
  const listeners = new Set<Listener>();
  let close: (() => void) | null = null;
  let isLive = false;

  const setLive = (next: boolean) => {
    isLive = next;
    for (const { onLiveChange } of listeners) onLiveChange(next);
  };
  const all: Listener = {
    onLiveChange: setLive,
    onEvent: (event) => {
      for (const { onEvent } of listeners) onEvent(event);
    },
  };
  const disconnect = () => {
    close?.();
    close = null;
    setLive(false);
  };
  const connect = () => {
    if (document.hidden || close) return;
    const browser = sharingBrowser();
    close = browser ? shareSource(source, all, browser) : openSource(source, all);
  };
  const onVisibility = () => (document.hidden ? disconnect() : connect());
  // A page in the back/forward cache must not hold the lock.
  const onHide = () => disconnect();

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        document.addEventListener('visibilitychange', onVisibility);
        window.addEventListener('pagehide', onHide);
        window.addEventListener('pageshow', onVisibility);
        connect();
      }
      listener.onLiveChange(isLive);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        document.removeEventListener('visibilitychange', onVisibility);
        window.removeEventListener('pagehide', onHide);
        window.removeEventListener('pageshow', onVisibility);
        disconnect();
        onUnused();
      };
    },
  };
}
