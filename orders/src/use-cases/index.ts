import type { Database } from '../store/database.ts';
import { cancelOrder } from './cancel-order.ts';
import { listOrders, readOrder } from './read-orders.ts';
import { reserveTicket } from './reserve-ticket.ts';

export const createUseCases = (deps: { database: Database; ttlSeconds: number }) => ({
  reserveTicket: reserveTicket(deps),
  cancelOrder: cancelOrder(deps),
  readOrder: readOrder(deps),
  listOrders: listOrders(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
