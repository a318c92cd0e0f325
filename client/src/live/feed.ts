import { refreshSession } from '@/api/browser-session.ts';

interface Listener {
  onEvent: (data: unknown) => void;
  onLiveChange: (isLive: boolean) => void;
}

interface Feed {
  subscribe: (listener: Listener) => () => void;
}

/**
 * An EventSource reconnects by itself, but not after a refusal (too many streams, an ended session), whose reason it
 * does not tell.
 */
const retryMs = 15_000;
const renewEveryMs = 60_000;

const feeds = new Map<string, Feed>();

/**
 * Shares one stream of server-sent events per address. A browser allows six connections per origin for all tabs, so a
 * hidden tab closes its stream. The server sends the current state first.
 */
export function feedOf(url: string, eventName: string): Feed {
  const known = feeds.get(url);
  if (known) return known;
  const feed = createFeed(url, eventName, () => feeds.delete(url));
  feeds.set(url, feed);
  return feed;
}

function createFeed(url: string, eventName: string, onUnused: () => void): Feed {
  const listeners = new Set<Listener>();
  let source: EventSource | null = null;
  let retry: number | undefined;
  let isLive = false;
  let connectedAtMs = 0;
  let renewedAtMs = 0;

  const setLive = (next: boolean) => {
    isLive = next;
    for (const { onLiveChange } of listeners) onLiveChange(next);
  };

  const disconnect = () => {
    window.clearTimeout(retry);
    source?.close();
    source = null;
    setLive(false);
  };

  const reconnectLater = () => {
    retry = window.setTimeout(connect, retryMs);
  };

  /** The access token may have expired, so the session is renewed before the retry. */
  const reconnect = () => {
    if (Date.now() - renewedAtMs < renewEveryMs) return reconnectLater();
    renewedAtMs = Date.now();
    void refreshSession(connectedAtMs).then(({ type }) => {
      if (listeners.size === 0) return;
      if (type === 'refreshed') connect();
      else reconnectLater();
    });
  };

  const connect = () => {
    if (document.hidden || source) return;
    connectedAtMs = Date.now();
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = () => setLive(true);
    opened.onerror = () => {
      setLive(false);
      if (opened.readyState !== EventSource.CLOSED) return;
      source = null;
      reconnect();
    };
    opened.addEventListener(eventName, ({ data }) => {
      const event: unknown = JSON.parse(data);
      for (const { onEvent } of listeners) onEvent(event);
    });
  };

  const onVisibility = () => (document.hidden ? disconnect() : connect());

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        document.addEventListener('visibilitychange', onVisibility);
        connect();
      }
      listener.onLiveChange(isLive);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        document.removeEventListener('visibilitychange', onVisibility);
        disconnect();
        onUnused();
      };
    },
  };
}
