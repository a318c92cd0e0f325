import { TransientError } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import Stripe from 'stripe';
import type { Card, ChargeFailure, ChargeOutcome } from '../domain/charge.ts';
import { idempotencyKeys, refundKey } from '../domain/idempotency-keys.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund, RefundResponse } from '../domain/refund.ts';
import { createTracedClient } from './traced-client.ts';

export interface StripeOptions {
  key: string;
  /** Base URL of Stripe's API; Stripe's own when undefined. */
  apiUrl: string | undefined;
}

/** Timeout of a Stripe call; after it the outcome is unknown and the sweeper queries it. Milliseconds. */
const requestTimeoutMs = 6_000;

export function createStripe({ key, apiUrl }: StripeOptions): Stripe {
  const address = apiUrl ? new URL(apiUrl) : null;
  return new Stripe(key, {
    timeout: requestTimeoutMs,
    httpClient: createTracedClient(),
    maxNetworkRetries: 0,
    telemetry: false,
    ...(address && {
      protocol: address.protocol === 'http:' ? ('http' as const) : ('https' as const),
      host: address.hostname,
      port: address.port || (address.protocol === 'http:' ? 80 : 443),
    }),
  });
}

/** Creates the gateway to Stripe. Every mutating call has an idempotency key. */
export const createStripeGateway = (stripe: Stripe, log: Logger) => ({
  ...intentCalls(stripe, log),
  ...refundCalls(stripe),
});

export type StripeGateway = ReturnType<typeof createStripeGateway>;

function intentCalls(stripe: Stripe, log: Logger) {
  return {
    /**
     * Creates the payment's intent; no money moves. Idempotent per payment.
     * @returns its id, or the reason of a refusal
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
        return { stripeId: (await request(stripe.paymentIntents.create(intent, options))).id };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return failed(error.code ?? 'payment_refused', error.message);
        throw error;
      }
    },

    /** Charges an intent. Never throws for a decline or a missing response. */
    async charge(payment: Payment, stripeId: string, token: string): Promise<ChargeOutcome> {
      const keys = idempotencyKeys(payment);
      try {
        const method = await request(
          stripe.paymentMethods.create({ type: 'card', card: { token } }, { idempotencyKey: keys.method }),
        );
        const confirmation = { payment_method: method.id, expand: ['latest_charge'] };
        const options = { idempotencyKey: keys.confirm };
        return outcomeOf(await request(stripe.paymentIntents.confirm(stripeId, confirmation, options)));
      } catch (error) {
        return outcomeOfError(error, log);
      }
    },

    /** Retrieves the outcome of an intent. */
    retrieve: async (stripeId: string): Promise<ChargeOutcome> =>
      outcomeOf(await request(stripe.paymentIntents.retrieve(stripeId, withCharge))),

    /** Retrieves the outcome and the client secret, with which the buyer's browser confirms the intent. */
    async retrieveWithSecret(stripeId: string): Promise<{ clientSecret: string; outcome: ChargeOutcome }> {
      const intent = await request(stripe.paymentIntents.retrieve(stripeId, withCharge));
      if (!intent.client_secret) throw new Error('Stripe returned an intent without its client secret');
      return { clientSecret: intent.client_secret, outcome: outcomeOf(intent) };
    },

    /** Cancels an intent, so that it can no longer be charged, unless it was. */
    async cancel(stripeId: string): Promise<ChargeOutcome> {
      try {
        return outcomeOf(await request(stripe.paymentIntents.cancel(stripeId)));
      } catch (error) {
        // The intent was charged, cancelled or is being processed; Stripe knows which.
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return outcomeOf(await request(stripe.paymentIntents.retrieve(stripeId, withCharge)));
        throw error;
      }
    },
  };
}

function refundCalls(stripe: Stripe) {
  return {
    /** Requests a refund. A refusal is returned, not thrown. */
    async refund(payment: Payment, refund: Refund): Promise<RefundResponse> {
      const { stripeId, orderId, attempt, amountMinor } = payment;
      if (!stripeId) throw new Error('a payment without an intent cannot be refunded');
      const number = String(refund.number);
      // Without an amount Stripe returns all that is left, also after somebody has returned some in its dashboard.
      const isWhole = refund.amountMinor === amountMinor;
      const wanted = {
        payment_intent: stripeId,
        metadata: { orderId, attempt: String(attempt), ...(!isWhole && { number }) },
        ...(!isWhole && { amount: refund.amountMinor }),
      };
      try {
        const options = { idempotencyKey: refundKey(payment, refund) };
        return refundResponseOf(await request(stripe.refunds.create(wanted, options)));
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        const isDone = error.code === 'charge_already_refunded';
        const made = isDone ? (await request(stripe.refunds.list({ payment_intent: stripeId, limit: 100 }))).data : [];
        const own = made.find(({ metadata }) => metadata?.number === number) ?? made[0];
        return own ? refundResponseOf(own) : { type: 'failed', stripeId: null, code: error.code ?? 'refund_refused' };
      }
    },

    /** Retrieves the outcome of a refund. */
    retrieveRefund: async (refundId: string): Promise<RefundResponse> =>
      refundResponseOf(await request(stripe.refunds.retrieve(refundId))),
  };
}

/**
 * Awaits a Stripe call. @throws TransientError when Stripe is unavailable, faulty or busy, including with the same key:
 * the request itself is valid
 */
const request = <T>(call: Promise<T>): Promise<T> =>
  call.catch((cause: unknown) => {
    const isTransient =
      cause instanceof Stripe.errors.StripeError &&
      (cause.statusCode === undefined || [409, 429].includes(cause.statusCode) || cause.statusCode >= 500);
    throw isTransient ? new TransientError('Stripe is unavailable', { cause }) : cause;
  });

const withCharge = { expand: ['latest_charge'] };

const failed = (code: string, message: string, declineCode: string | null = null): ChargeFailure => ({
  type: 'failed',
  code,
  declineCode,
  message,
});

/** An intent that waits for a card was declined if it has an error; otherwise no one has tried to pay. */
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

function refundResponseOf({ id: stripeId, status, failure_reason: reason }: Stripe.Refund): RefundResponse {
  if (status === 'succeeded') return { type: 'succeeded', stripeId };
  return status === 'failed' || status === 'canceled'
    ? { type: 'failed', stripeId, code: reason ?? status }
    : { type: 'pending', stripeId };
}

function outcomeOfError(error: unknown, log: Logger): ChargeOutcome {
  if (error instanceof Stripe.errors.StripeCardError)
    return failed(error.code ?? 'card_declined', error.message, error.decline_code ?? null);
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    // The token is invalid or used, or the intent was cancelled meanwhile: Stripe refused, so this call charged
    // nothing.
    return error.code === 'payment_intent_unexpected_state'
      ? { type: 'unknown' }
      : failed('invalid_token', 'The payment token is not valid');
  }
  log.warn({ err: error }, 'no response from Stripe; the sweeper will settle the payment');
  return { type: 'unknown' };
}
