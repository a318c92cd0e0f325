import { insertOutboxRows, outboxRow } from '@ticketing/common/postgres';
import { type BookingCommand, bookingAnswered } from '../domain/booking-answers.ts';
import { decide } from '../domain/order.ts';
import { lockOrdersOfSagas } from '../store/booking-store.ts';
import type { Tx } from '../store/database.ts';
import { type OrderChange, saveOrders } from '../store/order-store.ts';

export interface OutcomeQuestion extends BookingCommand {
  orderId: string;
  traceparent: string | undefined;
}

/**
 * Answers sagas how their orders ended, at once or with whatever ends them. Only a saga's own order is told. Requires the
 * caller's transaction. Idempotent.
 */
export const askOutcomes =
  () =>
  async ({ tx, questions }: { tx: Tx; questions: readonly OutcomeQuestion[] }): Promise<void> => {
    const orders = await lockOrdersOfSagas(
      tx,
      questions.map(({ sagaId }) => sagaId),
    );
    const changes: OrderChange[] = [];
    const refused: OutcomeQuestion[] = [];
    for (const question of questions) {
      const order = orders.get(question.sagaId);
      const { correlationId, traceparent } = question;
      if (order?.id === question.orderId)
        changes.push({ order, events: decide(order, { type: 'OutcomeAsked', correlationId }), traceparent });
      else refused.push(question);
    }
    await saveOrders(tx, changes);
    const answer = { outcome: 'failed', reason: 'not_found' } as const;
    await insertOutboxRows(
      tx,
      refused.map((question) => outboxRow(bookingAnswered(question, answer), question.traceparent)),
    );
  };
