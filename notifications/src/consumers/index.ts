import type { Subscriptions } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { ConsumerUseCases } from '../use-cases/index.ts';
import { onContactChanged } from './on-contact-changed.ts';
import { onMailRequested } from './on-mail-requested.ts';
import { onNoticesRequested } from './on-notices-requested.ts';
import { onOrderCancelled } from './on-order-cancelled.ts';
import { onOrderCompleted } from './on-order-completed.ts';
import { onOrderCreated, onOrderCreatedV2 } from './on-order-created.ts';
import { onOrderReduced } from './on-order-reduced.ts';
import { onPaymentRefunded } from './on-payment-refunded.ts';
import { onTicketCreated, onTicketUpdated } from './on-ticket.ts';
import { onUserDeleted } from './on-user-deleted.ts';

/** Topic → handler. */
export const subscriptions = (useCases: ConsumerUseCases): Subscriptions<ClientSession> => ({
  'auth.contact.changed.v1': onContactChanged(useCases),
  'auth.user.deleted.v1': onUserDeleted(useCases),
  'auth.mail.requested.v1': onMailRequested(useCases),
  'bookings.notices.requested.v1': onNoticesRequested(useCases),
  'tickets.ticket.created.v1': onTicketCreated(useCases),
  'tickets.ticket.updated.v1': onTicketUpdated(),
  'orders.order.created.v1': onOrderCreated(useCases),
  'orders.order.cancelled.v1': onOrderCancelled(useCases),
  'orders.order.completed.v1': onOrderCompleted(useCases),
  'orders.order.created.v2': onOrderCreatedV2(useCases),
  'orders.order.cancelled.v2': onOrderCancelled(useCases),
  'orders.order.completed.v2': onOrderCompleted(useCases),
  'orders.order.reduced.v2': onOrderReduced(useCases),
  'payments.payment.refunded.v1': onPaymentRefunded(useCases),
});
