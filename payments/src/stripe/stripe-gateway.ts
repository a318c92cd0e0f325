import { TransientError } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import Stripe from 'stripe';
import { type Card, type ChargeFailure, type ChargeOutcome, idempotencyKeys, type Payment } from '../domain/payment.ts';
import type { RefundAnswer } from '../domain/refund.ts';

export interface StripeOptions {
  key: string;
  /** Base address of Stripe's API; Stripe's own when undefined. */
  apiUrl: string | undefined;
}

/** A request waits this long for Stripe; then the outcome is unknown, and the sweeper asks. Milliseconds. */
const requestTimeoutMs = 6_000;

export function createStripe({ key, apiUrl }: StripeOptions): Stripe {
  const address = apiUrl ? new URL(apiUrl) : null;
  return new Stripe(key, {
    timeout: requestTimeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
    ...(address && {
      protocol: address.protocol === 'http:' ? ('http' as const) : ('https' as const),
      host: address.hostname,
      port: address.port || (address.protocol === 'http:' ? 80 : 443),
    }),
  });
}

/** What payments wants of Stripe, in its own words. Every call that changes something has an idempotency key. */
export function createStripeGateway(stripe: Stripe, log: Logger) {
  return {
    /**
     * Makes the intent; no money moves. The same intent again for the same payment.
     * @returns its id, or why Stripe refuses to make it
     */
    async createIntent(payment: Payment): Promise<{ stripeId: string } | ChargeFailure> {
      const { orderId, attempt, amountMinor, currency } = payment;
      const intent = {
        amount: amountMinor,
        currency: currency.toLowerCase(),
        payment_method_types: ['card'],
        metadata: { orderId, attempt: String(attempt) },
      };
      try {
        const options = { idempotencyKey: idempotencyKeys(payment).intent };
        return { stripeId: (await asked(stripe.paymentIntents.create(intent, options))).id };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return failed(error.code ?? 'payment_refused', error.message);
        throw error;
      }
    },

    /** Charges a made intent. Never throws for what Stripe says or leaves unsaid. */
    async charge(payment: Payment, stripeId: string, token: string): Promise<ChargeOutcome> {
      const keys = idempotencyKeys(payment);
      try {
        const method = await asked(
          stripe.paymentMethods.create({ type: 'card', card: { token } }, { idempotencyKey: keys.method }),
        );
        const confirmation = { payment_method: method.id, expand: ['latest_charge'] };
        const options = { idempotencyKey: keys.confirm };
        return outcomeOf(await asked(stripe.paymentIntents.confirm(stripeId, confirmation, options)));
      } catch (error) {
        return outcomeOfError(error, log);
      }
    },

    /** What Stripe knows of an intent. */
    retrieve: async (stripeId: string): Promise<ChargeOutcome> =>
      outcomeOf(await asked(stripe.paymentIntents.retrieve(stripeId, withCharge))),

    /** The same, with what lets the buyer's browser confirm the intent. */
    async look(stripeId: string): Promise<{ clientSecret: string; outcome: ChargeOutcome }> {
      const intent = await asked(stripe.paymentIntents.retrieve(stripeId, withCharge));
      if (!intent.client_secret) throw new Error('Stripe gave an intent without its secret to our secret key');
      return { clientSecret: intent.client_secret, outcome: outcomeOf(intent) };
    },

    /** Makes sure that an intent can't be charged any more, unless it was. */
    async cancel(stripeId: string): Promise<ChargeOutcome> {
      try {
        return outcomeOf(await asked(stripe.paymentIntents.cancel(stripeId)));
      } catch (error) {
        // It was charged, cancelled or is being processed in the meantime: Stripe says which.
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return outcomeOf(await asked(stripe.paymentIntents.retrieve(stripeId, withCharge)));
        throw error;
      }
    },

    /** Asks for the whole amount to be given back. Not throwing for a refusal: that is an answer. */
    async refund(payment: Payment): Promise<RefundAnswer> {
      const { stripeId, orderId, attempt } = payment;
      if (!stripeId) throw new Error('a payment without an intent can not be refunded');
      try {
        const wanted = { payment_intent: stripeId, metadata: { orderId, attempt: String(attempt) } };
        const options = { idempotencyKey: idempotencyKeys(payment).refund };
        return refundAnswerOf(await asked(stripe.refunds.create(wanted, options)));
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        const isDone = error.code === 'charge_already_refunded';
        const [refund] = isDone ? (await asked(stripe.refunds.list({ payment_intent: stripeId, limit: 1 }))).data : [];
        return refund
          ? refundAnswerOf(refund)
          : { type: 'failed', stripeId: null, code: error.code ?? 'refund_refused' };
      }
    },

    /** What became of a refund. */
    retrieveRefund: async (refundId: string): Promise<RefundAnswer> =>
      refundAnswerOf(await asked(stripe.refunds.retrieve(refundId))),
  };
}

export type StripeGateway = ReturnType<typeof createStripeGateway>;

/** Stripe's answer. @throws TransientError when Stripe is away, faulty or busy, also with the same key: nothing is wrong with the request */
const asked = <T>(call: Promise<T>): Promise<T> =>
  call.catch((cause: unknown) => {
    const isTransient =
      cause instanceof Stripe.errors.StripeError &&
      (cause.statusCode === undefined || [409, 429].includes(cause.statusCode) || cause.statusCode >= 500);
    throw isTransient ? new TransientError('Stripe does not answer', { cause }) : cause;
  });

const withCharge = { expand: ['latest_charge'] };

const failed = (code: string, message: string, declineCode: string | null = null): ChargeFailure => ({
  type: 'failed',
  code,
  declineCode,
  message,
});

/** An intent that waits for a card has been declined if it says so; otherwise nobody has tried yet. */
function outcomeOf({ id, status, last_payment_error: problem, latest_charge }: Stripe.PaymentIntent): ChargeOutcome {
  if (status === 'succeeded') return { type: 'succeeded', stripeId: id, card: cardOf(latest_charge) };
  const declineCode = problem?.decline_code ?? null;
  if (status === 'canceled')
    return failed(problem?.code ?? 'canceled', problem?.message ?? 'The payment was cancelled', declineCode);
  if (status === 'requires_payment_method' && problem)
    return failed(problem.code ?? 'card_declined', problem.message ?? 'Your card was declined', declineCode);
  return { type: 'unknown', waitsFor: waitsFor[status] ?? 'card' };
}

const waitsFor: Partial<Record<Stripe.PaymentIntent.Status, 'authentication' | 'bank'>> = {
  requires_action: 'authentication',
  processing: 'bank',
};

function cardOf(charge: Stripe.PaymentIntent['latest_charge']): Card | null {
  const card = typeof charge === 'string' ? null : charge?.payment_method_details?.card;
  return card?.last4 ? { brand: card.brand ?? 'card', last4: card.last4 } : null;
}

function refundAnswerOf({ id: stripeId, status, failure_reason: reason }: Stripe.Refund): RefundAnswer {
  if (status === 'succeeded') return { type: 'succeeded', stripeId };
  return status === 'failed' || status === 'canceled'
    ? { type: 'failed', stripeId, code: reason ?? status }
    : { type: 'pending', stripeId };
}

function outcomeOfError(error: unknown, log: Logger): ChargeOutcome {
  if (error instanceof Stripe.errors.StripeCardError)
    return failed(error.code ?? 'card_declined', error.message, error.decline_code ?? null);
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    // The token is not one, was used, or the intent was cancelled meanwhile: Stripe refused, so nothing was charged by this call.
    return error.code === 'payment_intent_unexpected_state'
      ? { type: 'unknown' }
      : failed('invalid_token', 'The payment token is not valid');
  }
  log.warn({ err: error }, 'no answer from Stripe; the sweeper will ask');
  return { type: 'unknown' };
}
