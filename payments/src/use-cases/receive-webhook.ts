import { invalidInput, notFound } from '@ticketing/common/errors';
import Stripe from 'stripe';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './settle-payment.ts';

/** Stripe's own limit for the age of a signature; older is a replay. Seconds. */
const toleranceSeconds = 300;

export interface WebhookDeps extends PaymentDeps {
  webhookSecret: string | undefined;
}

/**
 * Takes a webhook as a hint to look: what became of the payment, Stripe is asked. So a repeated or an old event has no
 * effect, whatever it says.
 * @throws DomainError invalid_signature; not_found when webhooks are switched off
 */
export const receiveWebhook =
  (deps: WebhookDeps) =>
  async ({ body, signature }: { body: Buffer; signature: string | undefined }): Promise<void> => {
    if (!deps.webhookSecret) throw notFound();
    const event = verified(body, signature ?? '', deps.webhookSecret);
    if (!isDecided(event)) return;
    const payment = await deps.payments.findByStripeId(event.data.object.id);
    if (payment) await settlePayment(deps)(payment);
  };

function verified(body: Buffer, signature: string, secret: string): Stripe.Event {
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
  } catch {
    throw invalidInput('invalid_signature', 'The webhook signature is not valid');
  }
}

type DecidedEvent =
  | Stripe.PaymentIntentSucceededEvent
  | Stripe.PaymentIntentPaymentFailedEvent
  | Stripe.PaymentIntentCanceledEvent;
const isDecided = (event: Stripe.Event): event is DecidedEvent =>
  ['payment_intent.succeeded', 'payment_intent.payment_failed', 'payment_intent.canceled'].includes(event.type);
