import type { OrderRecords, RecordsOf } from '@ticketing/common/operations';
import type { TimerQueue } from '../store/timer-queue.ts';

/** Reads an order's timer, for operators. Null for none: it has fired, or the order was settled before. */
export const readOrderRecords =
  ({ timers }: { timers: Pick<TimerQueue, 'read'> }) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const timer = await timers.read(orderId);
    if (!timer) return null;
    return {
      state: timer.state,
      rows: [{ kind: 'timers', id: orderId, fields: { ...timer } }],
      written: [],
      parked: [],
    };
  };
