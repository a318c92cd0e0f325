import { refreshSession } from '@/api/browser-session.ts';

export interface Listener {
  onEvent: (data: unknown) => void;
  onLiveChange: (isLive: boolean) => void;
}

/** A stream of server-sent events. */
export interface Source {
  /** Address without the ids that it follows. */
  path: string;
  eventName: string;
  /** The entities to follow; empty when the address needs none. */
  ids: readonly string[];
}

/**
 * An EventSource reconnects by itself, but not after a refusal (too many streams, an ended session), whose reason it
 * does not tell.
 */
const retryMs = 15_000;
const renewEveryMs = 60_000;

export const urlOf = ({ path, ids }: Pick<Source, 'path' | 'ids'>): string =>
  ids.length > 0 ? `${path}?ids=${ids.map(encodeURIComponent).join(',')}` : path;

/** Opens a stream of its own. The server sends the current state first. @returns a function that closes it */
export function openSource(source: Source, { onEvent, onLiveChange }: Listener): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let opened: EventSource | null = null;
  let isClosed = false;
  let connectedAtMs = 0;
  let renewedAtMs = 0;

  const connect = () => {
    connectedAtMs = Date.now();
    const stream = new EventSource(urlOf(source));
    opened = stream;
    stream.onopen = () => onLiveChange(true);
    stream.onerror = () => {
      onLiveChange(false);
      if (stream.readyState === EventSource.CLOSED) reconnect();
    };
    stream.addEventListener(source.eventName, ({ data }) => onEvent(JSON.parse(data)));
  };
  const reconnectLater = () => {
    retry = setTimeout(connect, retryMs);
  };
  /** The access token may have expired, so the session is renewed before the retry. */
  const reconnect = () => {
    if (Date.now() - renewedAtMs < renewEveryMs) return reconnectLater();
    renewedAtMs = Date.now();
    void refreshSession(connectedAtMs).then(({ type }) => {
      if (isClosed) return;
      if (type === 'refreshed') connect();
      else reconnectLater();
    });
  };
  connect();
  return () => {
    isClosed = true;
    clearTimeout(retry);
    opened?.close();
  };
}
