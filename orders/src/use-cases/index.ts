import { cancelOrder } from './cancel-order.ts';
import { listOrders, readLiveOrders, readOrder, readOrdersById } from './read-orders.ts';
import { type ReserveTicketDeps, reserveTicket } from './reserve-ticket.ts';

export const createUseCases = (deps: ReserveTicketDeps) => ({
  reserveTicket: reserveTicket(deps),
  cancelOrder: cancelOrder(deps),
  readOrder: readOrder(deps),
  listOrders: listOrders(deps),
  readLiveOrders: readLiveOrders(deps),
  readOrdersById: readOrdersById(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
