import type Stripe from 'stripe';
import type { Charge } from '../domain/charge.ts';
import type { ChargeEventType, EventType, IntentEventType, RefundEventType } from '../domain/event-types.ts';
import type { PaymentIntent } from '../domain/intent.ts';
import type { Refund } from '../domain/refund.ts';
import { chargeShape } from '../shapes/charge.ts';
import { paymentIntentShape } from '../shapes/payment-intent.ts';
import { refundShape } from '../shapes/refund.ts';
import { type Scope, shapeContext } from './scope.ts';

/** The API version of the rendered objects: the one that this workspace's `stripe` package pins. */
export const apiVersion = '2026-10-28.endive';

export const emitIntentEvent = (scope: Scope, type: IntentEventType, intent: PaymentIntent): void =>
  emit(scope, type, paymentIntentShape(shapeContext(scope), intent));

export const emitChargeEvent = (scope: Scope, type: ChargeEventType, charge: Charge): void =>
  emit(scope, type, chargeShape(shapeContext(scope), charge));

export const emitRefundEvent = (scope: Scope, type: RefundEventType, refund: Refund): void =>
  emit(scope, type, refundShape(refund));

/** Emits an event in the transaction of its change, so that neither can be on disk without the other. */
function emit({ tx, isDelivered }: Scope, type: EventType, object: Stripe.Event.Data.Object): void {
  const id = tx.newId('evt_');
  const hasDelivery = isDelivered(type);
  const event: Omit<Stripe.EventBase, 'type'> & { type: string } = {
    id,
    object: 'event',
    api_version: apiVersion,
    created: tx.nowS,
    data: { object },
    livemode: false,
    pending_webhooks: hasDelivery ? 1 : 0,
    request: { id: tx.cause?.requestId ?? null, idempotency_key: tx.cause?.idempotencyKey ?? null },
    type,
  };
  tx.put('event', { id, type, createdAt: tx.nowS, body: JSON.stringify(event) });
  if (hasDelivery) tx.put('delivery', { id, failedAttempts: 0, dueAtMs: tx.nowMs });
}
