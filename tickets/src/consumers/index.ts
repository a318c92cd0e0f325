import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked, type RevokedSessions } from '@ticketing/common/mongo';
import type { TicketStore } from '../store/ticket-store.ts';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderCompleted } from './on-order-completed.ts';
import { onOrderCreated } from './on-order-created.ts';

export interface ConsumerDeps {
  tickets: TicketStore;
  revokedSessions: RevokedSessions;
}

/** Topic → handler. */
export const subscriptions = ({ tickets, revokedSessions }: ConsumerDeps): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(revokedSessions),
  'orders.order.created.v1': onOrderCreated(tickets),
  'orders.order.cancelled.v1': onOrderCancelled(tickets),
  'orders.order.completed.v1': onOrderCompleted(tickets),
});
