import type { ExpectedEvent } from '@ticketing/common/reconcile';
import { eventsOf } from '../domain/order-events.ts';
import type { Database } from '../store/database.ts';
import { allOrders } from '../store/order-store.ts';

/** What must have been published of all orders. */
export const expectedEvents = ({ database }: { database: Database }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const orders of allOrders(database))
      yield orders.flatMap((order) => eventsOf(order).map((event) => ({ ...event, aggregateId: `order:${order.id}` })));
  };
