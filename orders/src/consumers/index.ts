import type { Subscriptions } from '@ticketing/common/consuming';
import type { ExpiryRules } from '../domain/expiry.ts';
import type { Tx } from '../store/database.ts';
import type { DownstreamDelay } from '../use-cases/downstream-delay.ts';
import { onExpirationComplete } from './on-expiration-complete.ts';
import { onPaymentCreated } from './on-payment-created.ts';
import { onPaymentFailed } from './on-payment-failed.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onPaymentStarted } from './on-payment-started.ts';
import { onSessionRevoked } from './on-session-revoked.ts';
import { onTicketListed } from './on-ticket-listed.ts';

/** Topic → handler. */
export const subscriptions = (
  rules: ExpiryRules,
  downstreamDelay: Pick<DownstreamDelay, 'confirmed' | 'attemptWaited'>,
): Subscriptions<Tx> => ({
  'auth.session.revoked.v1': onSessionRevoked,
  'tickets.ticket.created.v1': onTicketListed(downstreamDelay),
  'tickets.ticket.updated.v1': onTicketListed(downstreamDelay),
  'payments.payment.started.v1': onPaymentStarted(downstreamDelay),
  'payments.payment.failed.v1': onPaymentFailed,
  'payments.payment.created.v1': onPaymentCreated,
  'payments.payment.refunded.v1': onPaymentRefunded,
  'expiration.expiration.complete.v1': onExpirationComplete(rules),
});
