import type { Database } from './database.ts';

/** Returns the rows about an order as stored; null when there is no such order. */
export async function readOrderRows(database: Database, orderId: string) {
  const order = await database.order.findUnique({ where: { id: orderId } });
  if (!order) return null;
  const [seats, refundRequests, bookingStep] = await Promise.all([
    database.orderSeat.findMany({ where: { orderId }, orderBy: { seatId: 'asc' } }),
    // Few: organisers ask, and the rows are pruned.
    database.refundRequest.findMany({ where: { orderId }, orderBy: { recordedAt: 'asc' } }),
    order.sagaId === null ? null : database.bookingStep.findUnique({ where: { sagaId: order.sagaId } }),
  ]);
  return { order, seats, refundRequests, bookingStep };
}

export type StoredRows = NonNullable<Awaited<ReturnType<typeof readOrderRows>>>;
