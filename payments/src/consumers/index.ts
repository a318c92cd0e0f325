import type { Subscriptions } from '@ticketing/common/consuming';
import { type ClientSession, onSessionRevoked, type RevokedSessions } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderCompleted } from './on-order-completed.ts';
import { onOrderCreated, onOrderCreatedV2 } from './on-order-created.ts';
import { onOrderReduced } from './on-order-reduced.ts';
import { onRefundsRequested } from './on-refunds-requested.ts';

/** Topic → handler. */
export const subscriptions = (
  useCases: ConsumerUseCases,
  revokedSessions: RevokedSessions,
): Subscriptions<ClientSession> => ({
  'auth.session.revoked.v1': onSessionRevoked(revokedSessions),
  'bookings.refunds.requested.v1': onRefundsRequested(useCases),
  'orders.order.created.v1': onOrderCreated(useCases),
  'orders.order.cancelled.v1': onOrderCancelled(useCases),
  'orders.order.completed.v1': onOrderCompleted(useCases),
  'orders.order.created.v2': onOrderCreatedV2(useCases),
  'orders.order.cancelled.v2': onOrderCancelled(useCases),
  'orders.order.completed.v2': onOrderCompleted(useCases),
  'orders.order.reduced.v2': onOrderReduced(useCases),
});
