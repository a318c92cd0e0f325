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

/** An EventSource reconnects by itself, but not after a refusal (too many streams, signed out). */
const retryMs = 15_000;

export const urlOf = ({ path, ids }: Pick<Source, 'path' | 'ids'>): string =>
  ids.length > 0 ? `${path}?ids=${ids.map(encodeURIComponent).join(',')}` : path;

/** Opens a stream of its own. The server sends the current state first. @returns a function that closes it */
export function openSource(source: Source, { onEvent, onLiveChange }: Listener): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let opened: EventSource | null = null;

  const connect = () => {
    const stream = new EventSource(urlOf(source));
    opened = stream;
    stream.onopen = () => onLiveChange(true);
    stream.onerror = () => {
      onLiveChange(false);
      if (stream.readyState === EventSource.CLOSED) retry = setTimeout(connect, retryMs);
    };
    stream.addEventListener(source.eventName, ({ data }) => onEvent(JSON.parse(data)));
  };
  connect();
  return () => {
    clearTimeout(retry);
    opened?.close();
  };
}
