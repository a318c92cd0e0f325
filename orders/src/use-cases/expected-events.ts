import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { eventsOf } from '../domain/order-events.ts';
import type { Database } from '../store/database.ts';
import { allOrders } from '../store/order-store.ts';

/** Yields the events that all stored orders imply. */
export const expectedEvents = ({ database }: { database: Database }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const orders of allOrders(database))
      yield orders.flatMap((order) => eventsOf(order).map((event) => ({ ...event, aggregateId: `order:${order.id}` })));
  };
