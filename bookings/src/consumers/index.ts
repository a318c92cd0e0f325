import type { Subscriptions } from '@ticketing/common/consuming';
import { onSessionRevoked } from '@ticketing/common/postgres';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onAnswer } from './on-answer.ts';
import { onPerformancePublished, onPerformanceUpdated } from './on-performance.ts';
import { onUserDeleted } from './on-user-deleted.ts';

/** Topic → handler. */
export const subscriptions = (useCases: ConsumerUseCases): Subscriptions<Tx> => ({
  'auth.session.revoked.v1': onSessionRevoked,
  'auth.user.deleted.v1': onUserDeleted(useCases),
  'orders.booking.answered.v1': onAnswer('orders.booking.answered.v1', useCases),
  'catalog.booking.answered.v1': onAnswer('catalog.booking.answered.v1', useCases),
  'catalog.performance.published.v1': onPerformancePublished(),
  'catalog.performance.updated.v1': onPerformanceUpdated(useCases),
  'orders.cancellation.answered.v1': onAnswer('orders.cancellation.answered.v1', useCases),
  'payments.cancellation.answered.v1': onAnswer('payments.cancellation.answered.v1', useCases),
  'notifications.cancellation.answered.v1': onAnswer('notifications.cancellation.answered.v1', useCases),
});
