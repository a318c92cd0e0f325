import { useCallback, useState } from 'react';
import { readOrder } from '@/api/browser.ts';
import { isRefusedWith } from '@/api/problem.ts';
import { type Order, orderSchema } from '@/api/schemas.ts';
import { anchorCountdown, type CountdownAnchor } from '@/features/hold/countdown.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';
import { orderPollMs } from './order-phase.ts';

/** Polling interval while the stream is open, in case the stream misses a change. */
const besideStreamMs = 15_000;
const unsettledMs = 1_500;

export interface LiveOrder {
  order: Order;
  /** null until the browser's first request: the page may have been rendered, or cached, a while ago. */
  anchor: CountdownAnchor | null;
  connection: 'ok' | 'lost' | 'signed_out';
}

/**
 * Returns the order's current state and follows it while it can change.
 * @param onRead called after every read; it drives the payment attempt's state machine
 * @param isUnsettled whether a payment's outcome is unknown: polls often, even if the order looks final
 */
export function useLiveOrder(initial: Order, onRead: (order: Order) => void, isUnsettled: boolean): LiveOrder {
  const [live, setLive] = useState<LiveOrder>({ order: initial, anchor: null, connection: 'ok' });

  const see = useCallback(
    (order: Order, requestedAtMs: number) => {
      setLive((before) =>
        order.version < before.order.version
          ? before
          : { order, anchor: anchorCountdown(order, requestedAtMs), connection: 'ok' },
      );
      onRead(order);
    },
    [onRead],
  );

  const pollMs = orderPollMs(live.order) ?? (isUnsettled ? unsettledMs : null);
  const isWatched = pollMs !== null && live.connection !== 'signed_out';
  const isStreamed = useFeed(isWatched ? '/api/orders/events' : null, 'order', orderSchema, (order) => {
    if (order.id === initial.id) see(order, performance.now());
  });

  const poll = useCallback(async () => {
    const requestedAtMs = performance.now();
    const answer = await readOrder(initial.id);
    if (answer.ok) return see(answer.value, requestedAtMs);
    const connection = isRefusedWith(answer.problem, 401) ? 'signed_out' : 'lost';
    setLive((before) => ({ ...before, connection }));
  }, [initial.id, see]);

  const isCalm = isStreamed && !isUnsettled && live.connection === 'ok';
  usePoll(poll, isWatched ? (isCalm ? besideStreamMs : pollMs) : null);
  return live;
}
