import { insertOutboxRows, outboxRow } from '@ticketing/common/postgres';
import { onCompensation } from '@ticketing/common/saga';
import { type BookingCommand, bookingAnswered } from '../domain/booking-answers.ts';
import { decide } from '../domain/order.ts';
import { lockOrdersOfSagas, lockSteps, saveSteps } from '../store/booking-store.ts';
import type { Tx } from '../store/database.ts';
import { saveOrders } from '../store/order-store.ts';

export interface ReleaseRequest extends BookingCommand {
  traceparent: string | undefined;
}

/**
 * Undoes the reservations of bookings: their orders are cancelled, paid or not, and payments refunds what was paid. A reservation
 * that has not arrived yet never happens. The answer is always that it succeeded. Requires the caller's transaction. Idempotent.
 */
export const releaseBookings =
  () =>
  async ({ tx, requests }: { tx: Tx; requests: readonly ReleaseRequest[] }): Promise<void> => {
    const sagaIds = requests.map(({ sagaId }) => sagaId);
    const known = await lockSteps(tx, sagaIds);
    // The order tells whether there is something to undo, also after its step was forgotten.
    const orders = await lockOrdersOfSagas(tx, sagaIds);
    const changes = requests.flatMap(({ sagaId, traceparent }) => {
      const order = orders.get(sagaId);
      return order ? [{ order, events: decide(order, { type: 'BookingCancelled' }), traceparent }] : [];
    });
    await saveOrders(tx, changes);
    await saveSteps(tx, new Map(sagaIds.map((sagaId) => [sagaId, onCompensation(known.get(sagaId) ?? null).record])));
    const answer = { outcome: 'succeeded', reason: null } as const;
    const answers = requests.map((request) => outboxRow(bookingAnswered(request, answer), request.traceparent));
    await insertOutboxRows(tx, answers);
  };
