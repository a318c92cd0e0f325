import { invalidInput, notFound } from '@ticketing/common/errors';
import Stripe from 'stripe';
import { mustRequestRefund } from '../domain/refund.ts';
import { handledEvents } from '../stripe/handled-events.ts';
import { advanceRefund } from './advance-refund.ts';
import type { PaymentDeps } from './deps.ts';
import { refundLateCharge } from './refund-late-charge.ts';
import { settlePayment } from './settle-payment.ts';

/** Stripe's own limit for the age of a signature; an older one is a replay. Seconds. */
const toleranceSeconds = 300;

export interface WebhookDeps extends PaymentDeps {
  webhookSecret: string | undefined;
}

/**
 * Processes a webhook as a hint: the payment's outcome is always queried from Stripe, so a duplicate, stale or forged
 * event content has no effect.
 * @throws DomainError invalid_signature; not_found when webhooks are disabled
 */
export const receiveWebhook =
  (deps: WebhookDeps) =>
  async ({ body, signature }: { body: Buffer; signature: string | undefined }): Promise<void> => {
    if (!deps.webhookSecret) throw notFound();
    const event = verify(body, signature ?? '', deps.webhookSecret);
    const intentId = intentOf(event);
    // A webhook may arrive before the charge's own response is recorded, which makes it redundant.
    if (intentId) await deps.charging.ended(intentId);
    const payment = intentId && (await deps.payments.findByStripeId(intentId));
    if (!payment) return;
    await refundLateCharge(deps)(payment);
    await settlePayment(deps)(payment);
    for (const { number } of payment.refunds) await checkRefund(deps, payment.id, number);
  };

/** Asks Stripe about a refund that was requested. Reads the payment again: the answer about another refund has changed it. */
async function checkRefund(deps: PaymentDeps, paymentId: string, number: number): Promise<void> {
  const payment = await deps.payments.find(paymentId);
  const refund = payment?.refunds.find((each) => each.number === number);
  if (payment && refund && !mustRequestRefund(refund)) await advanceRefund(deps)({ payment, refund });
}

function verify(body: Buffer, signature: string, secret: string): Stripe.Event {
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
  } catch {
    throw invalidInput('invalid_signature', 'The webhook signature is not valid');
  }
}

type HandledEvent = Extract<Stripe.Event, { type: (typeof handledEvents)[number] }>;

const isHandled = (event: Stripe.Event): event is HandledEvent =>
  (handledEvents as readonly string[]).includes(event.type);

/** Returns the intent that an event is about; null for events that don't affect a payment. */
function intentOf(event: Stripe.Event): string | null {
  if (!isHandled(event)) return null;
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      return event.data.object.id;
    case 'refund.updated':
    case 'refund.failed': {
      const { payment_intent: intent } = event.data.object;
      return typeof intent === 'string' ? intent : (intent?.id ?? null);
    }
  }
}
