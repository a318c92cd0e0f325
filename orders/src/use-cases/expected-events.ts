import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { eventsOf } from '../domain/order-events.ts';
import { refundAnswered } from '../domain/refund-request.ts';
import type { Database } from '../store/database.ts';
import { allOrders } from '../store/order-store.ts';
import { allDecisions } from '../store/refund-request-store.ts';

/** Yields the events that all stored orders imply. */
export const expectedEvents = ({ database }: { database: Database }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const orders of allOrders(database))
      yield orders.flatMap((order) => eventsOf(order).map((event) => ({ ...event, aggregateId: `order:${order.id}` })));
    const decisions = await allDecisions(database);
    yield decisions.map((decision) => ({ ...refundAnswered(decision), aggregateId: `order:${decision.orderId}` }));
  };
