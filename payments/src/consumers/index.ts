import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked } from '@ticketing/common/mongo';
import type { ConsumerDeps } from './deps.ts';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderCompleted } from './on-order-completed.ts';
import { onOrderCreated } from './on-order-created.ts';

/** Topic → handler. */
export const subscriptions = (deps: ConsumerDeps): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(deps.revokedSessions),
  'orders.order.created.v1': onOrderCreated(deps),
  'orders.order.cancelled.v1': onOrderCancelled(deps),
  'orders.order.completed.v1': onOrderCompleted(deps),
});
