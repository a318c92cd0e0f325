import type { OrderRecords, RecordedRow, RecordsOf } from '@ticketing/common/operations';
import { postgresMessageRecords } from '@ticketing/common/postgres';
import type { Database } from '../store/database.ts';
import { readOrderRows, type StoredRows } from '../store/order-rows.ts';

/** Reads what this service keeps about an order, for operators; null for none. The reads are no snapshot. */
export const readOrderRecords =
  ({ database }: { database: Database }) =>
  async ({ orderId }: Pick<RecordsOf, 'orderId'>): Promise<OrderRecords | null> => {
    const stored = await readOrderRows(database, orderId);
    if (!stored) return null;
    const { order } = stored;
    const messages = postgresMessageRecords(database);
    const streams = [`order:${orderId}`, ...(order.ticketId === null ? [] : [`ticket:${order.ticketId}`])];
    const [written, parked] = await Promise.all([
      messages.written([orderId, ...(order.sagaId === null ? [] : [order.sagaId])], order.createdAt),
      messages.parked(streams),
    ]);
    return { state: order.status, rows: rowsOf(stored), written, parked };
  };

/** Without the keyed hash of the buyer's address, and what only the limits against hoarding read. */
function rowsOf({ order, seats, refundRequests, bookingStep }: StoredRows): RecordedRow[] {
  const { id, reservation, chargedTo: _, heldBeforeMs: _held, places: _places, ...fields } = order;
  return [
    { kind: 'orders', id, fields: { ...fields, reservation: reservation === null ? null : Number(reservation) } },
    ...seats.map(({ seatId, isLive, performanceId }) => ({
      ...{ kind: 'order_seats', id: seatId, fields: { isLive, performanceId } },
    })),
    ...refundRequests.map(({ requestId, orderId: _order, ...request }) => ({
      ...{ kind: 'refund_requests', id: requestId, fields: request },
    })),
    ...(bookingStep
      ? [
          {
            kind: 'booking_steps',
            id: bookingStep.sagaId,
            fields: { outcome: bookingStep.outcome, reason: bookingStep.reason, isUndone: bookingStep.isUndone },
          },
        ]
      : []),
  ];
}
