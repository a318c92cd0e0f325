import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';
import type { ApiAnswer } from '@/api/call-api.ts';
import { isRefusedWith } from '@/api/problem.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';
import { anchorCountdown, type CountdownAnchor } from './countdown.ts';

/** Polling interval while the stream is open, in case the stream misses a change. */
const besideStreamMs = 15_000;
/** Polling interval while something is open that the row does not show. */
const unsettledMs = 1_500;

/** A row that holds something until a time, such as an order. */
interface Held {
  id: string;
  version: number;
}

/** Where the row comes from. The same object at every render. */
export interface HoldSource<Row extends Held> {
  read(id: string): Promise<ApiAnswer<Row>>;
  /** Of the live stream. */
  url: string;
  eventName: string;
  schema: z.ZodMiniType<Row>;
  /** Returns the end of the hold, and the server's clock; null without a hold. */
  holdOf(row: Row): { serverTime: string; expiresAt: string } | null;
  /** Returns the polling interval; null when the row can no longer change. */
  pollMsOf(row: Row): number | null;
}

export interface LiveHold<Row> {
  row: Row;
  /** Null without a hold, and until the browser's first request: the page may have been rendered, or cached, a while ago. */
  anchor: CountdownAnchor | null;
  connection: 'ok' | 'lost' | 'signed_out';
}

interface FollowOptions<Row> {
  /** Called after every read. */
  onRead?: (row: Row) => void;
  /** Polls often, even if the row looks final and the stream is open. */
  isUnsettled?: boolean;
}

/** Returns a row's current state and follows it while it can change; `refresh` reads it at once. */
export function useLiveHold<Row extends Held>(
  initial: Row,
  { read, url, eventName, schema, holdOf, pollMsOf }: HoldSource<Row>,
  { onRead, isUnsettled = false }: FollowOptions<Row> = {},
): LiveHold<Row> & { refresh: () => Promise<void> } {
  const [live, setLive] = useState<LiveHold<Row>>({ row: initial, anchor: null, connection: 'ok' });

  const see = useCallback(
    (row: Row, requestedAtMs: number) => {
      const hold = holdOf(row);
      const anchor = hold && anchorCountdown(hold, requestedAtMs);
      setLive((before) => (row.version < before.row.version ? before : { row, anchor, connection: 'ok' }));
      onRead?.(row);
    },
    [holdOf, onRead],
  );

  const pollMs = pollMsOf(live.row) ?? (isUnsettled ? unsettledMs : null);
  const isWatched = pollMs !== null && live.connection !== 'signed_out';
  const isStreamed = useFeed(isWatched ? url : null, eventName, schema, (row) => {
    // Events arrive quickly: the latency is below the clock's resolution.
    if (row.id === initial.id) see(row, performance.now());
  });

  const refresh = useCallback(async () => {
    const requestedAtMs = performance.now();
    const answer = await read(initial.id);
    if (answer.ok) return see(answer.value, requestedAtMs);
    const connection = isRefusedWith(answer.problem, 401) ? 'signed_out' : 'lost';
    setLive((before) => ({ ...before, connection }));
  }, [read, initial.id, see]);

  const isCalm = isStreamed && !isUnsettled && live.connection === 'ok';
  usePoll(refresh, isWatched ? (isCalm ? besideStreamMs : pollMs) : null);
  return { ...live, refresh };
}
