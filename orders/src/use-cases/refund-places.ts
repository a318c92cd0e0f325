import { insertOutboxRows, outboxRow } from '@ticketing/common/postgres';
import { evolve, type Order, type OrderEvent } from '../domain/order.ts';
import { decideRequest, type RefundDecision, type RefundRequest, refundAnswered } from '../domain/refund-request.ts';
import type { Tx } from '../store/database.ts';
import { lockOrders, saveOrders } from '../store/order-store.ts';
import { findDecisions, insertDecisions } from '../store/refund-request-store.ts';

export interface TracedRefundRequest extends RefundRequest {
  traceparent: string | undefined;
}

/**
 * Decides the refunds that organisers have asked for, and answers them: a replayed request gets its first answer and changes
 * nothing. Requires the caller's transaction.
 */
export const refundPlaces =
  () =>
  async ({ tx, requests }: { tx: Tx; requests: readonly TracedRefundRequest[] }): Promise<void> => {
    // Two requests about one order wait for each other here.
    const locked = await lockOrders(tx, [...new Set(requests.map(({ orderId }) => orderId))]);
    const decisions = await findDecisions(
      tx,
      requests.map(({ requestId }) => requestId),
    );
    const histories = new Map<
      string,
      { order: Order; current: Order; events: OrderEvent[]; traceparent: string | undefined }
    >();
    const decided: RefundDecision[] = [];
    for (const { traceparent, ...request } of requests) {
      if (decisions.has(request.requestId)) continue;
      const order = locked.get(request.orderId)?.order ?? null;
      const history = histories.get(request.orderId) ?? (order && { order, current: order, events: [], traceparent });
      const { decision, events } = decideRequest(history?.current ?? null, request);
      decisions.set(request.requestId, decision);
      decided.push(decision);
      if (!history) continue;
      const current = events.reduce(evolve, history.current);
      histories.set(request.orderId, { ...history, current, events: [...history.events, ...events] });
    }
    await saveOrders(tx, [...histories.values()]);
    await insertDecisions(tx, decided);
    const answers = requests.flatMap(({ requestId, traceparent }) => {
      const decision = decisions.get(requestId);
      return decision ? [outboxRow(refundAnswered(decision), traceparent)] : [];
    });
    await insertOutboxRows(tx, answers);
  };
