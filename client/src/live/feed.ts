interface Listener {
  onEvent: (data: unknown) => void;
  onLiveChange: (isLive: boolean) => void;
}

interface Feed {
  subscribe: (listener: Listener) => () => void;
}

/** An EventSource reconnects by itself, but not after a refusal (too many streams, signed out). */
const retryMs = 15_000;

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

  const connect = () => {
    if (document.hidden || source) return;
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = () => setLive(true);
    opened.onerror = () => {
      setLive(false);
      if (opened.readyState !== EventSource.CLOSED) return;
      source = null;
      retry = window.setTimeout(connect, retryMs);
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
