import { useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { feedOf } from './feed.ts';

/**
 * Calls `onEvent` for every valid event of a stream.
 * @param url null for no stream
 * @returns whether the stream is open; while it is not, the caller must poll
 */
export function useFeed<T>(
  url: string | null,
  eventName: string,
  schema: z.ZodMiniType<T>,
  onEvent: (event: T) => void,
): boolean {
  const [isLive, setLive] = useState(false);
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });

  useEffect(() => {
    if (url === null) return;
    return feedOf(url, eventName).subscribe({
      onLiveChange: setLive,
      onEvent: (event) => {
        const parsed = z.safeParse(schema, event);
        if (parsed.success) latest.current(parsed.data);
      },
    });
  }, [url, eventName, schema]);

  return isLive;
}
