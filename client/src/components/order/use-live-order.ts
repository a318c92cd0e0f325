import { useCallback, useState } from 'react';
import { readOrder } from '../../lib/api/browser.ts';
import { isRefusedWith } from '../../lib/api/problem.ts';
import type { Order } from '../../lib/api/schemas.ts';
import { anchorCountdown, type CountdownAnchor } from '../../lib/countdown.ts';
import { orderPollMs } from '../../lib/order-phase.ts';
import { usePoll } from '../ui/use-poll.ts';

export type LiveOrder = {
  order: Order;
  /** null until the browser has asked for itself: the page may have been rendered, or cached, a while ago */
  anchor: CountdownAnchor | null;
  connection: 'ok' | 'lost' | 'signed_out';
};

/**
 * The order as the server sees it, read again while it can change.
 * @param onRead called with every reading, so that a payment attempt can draw its conclusions
 * @param keepReading reads on although the order looks final: a payment's outcome is still unknown
 */
export function useLiveOrder(initial: Order, onRead: (order: Order) => void, keepReading: boolean): LiveOrder {
  const [live, setLive] = useState<LiveOrder>({ order: initial, anchor: null, connection: 'ok' });

  const poll = useCallback(async () => {
    const askedAtMs = performance.now();
    const answer = await readOrder(initial.id);
    if (answer.ok) {
      setLive({ order: answer.value, anchor: anchorCountdown(answer.value, askedAtMs), connection: 'ok' });
      onRead(answer.value);
      return;
    }
    const connection = isRefusedWith(answer.problem, 401) ? 'signed_out' : 'lost';
    setLive((before) => ({ ...before, connection }));
  }, [initial.id, onRead]);

  const pollMs = orderPollMs(live.order) ?? (keepReading ? 1_500 : null);
  usePoll(poll, live.connection === 'signed_out' ? null : pollMs);
  return live;
}
