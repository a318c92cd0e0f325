import type { Subscriptions } from '@ticketing/common/consuming';
import { onSessionRevoked } from '@ticketing/common/postgres';
import type { Tx } from '../store/database.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onEndingsRequested, onSalesRequested } from './on-cancellation-asked.ts';
import { onExpirationComplete } from './on-expiration-complete.ts';
import { onPaymentCreated } from './on-payment-created.ts';
import { onPaymentFailed } from './on-payment-failed.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onPaymentRequested } from './on-payment-requested.ts';
import { onPaymentStarted } from './on-payment-started.ts';
import { onPerformancePublished, onPerformanceUpdated } from './on-performance.ts';
import { onRefundRequested } from './on-refund-requested.ts';
import { onReleaseRequested } from './on-release-requested.ts';
import { onSeatsRequested } from './on-seats-requested.ts';
import { onTicketListed } from './on-ticket-listed.ts';

/** Topic → handler. */
export const subscriptions = (useCases: ConsumerUseCases): Subscriptions<Tx> => ({
  'auth.session.revoked.v1': onSessionRevoked,
  'bookings.seats.requested.v1': onSeatsRequested(useCases),
  'bookings.release.requested.v1': onReleaseRequested(useCases),
  'bookings.payment.requested.v1': onPaymentRequested(useCases),
  'bookings.sales.requested.v1': onSalesRequested(useCases),
  'bookings.endings.requested.v1': onEndingsRequested(useCases),
  'catalog.performance.published.v1': onPerformancePublished(useCases),
  'catalog.performance.updated.v1': onPerformanceUpdated(useCases),
  'catalog.refund.requested.v1': onRefundRequested(useCases),
  'tickets.ticket.created.v1': onTicketListed(useCases),
  'tickets.ticket.updated.v1': onTicketListed(useCases),
  'payments.payment.started.v1': onPaymentStarted(useCases),
  'payments.payment.failed.v1': onPaymentFailed(useCases),
  'payments.payment.created.v1': onPaymentCreated(useCases),
  'payments.payment.refunded.v1': onPaymentRefunded(useCases),
  'expiration.expiration.complete.v1': onExpirationComplete(useCases),
});
