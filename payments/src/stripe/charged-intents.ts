import type Stripe from 'stripe';
import type { ChargedIntent } from '../domain/unknown-charge.ts';

/** Reads and refunds charges whose payments this service does not have. For operators: services use the gateway. */
export const chargedIntents = (stripe: Stripe) => ({
  /** Yields the intents that were created since then and charged, newest first, unless everything was returned. */
  async *since(since: Date): AsyncGenerator<ChargedIntent> {
    const created = { gte: Math.floor(since.getTime() / 1000) };
    for await (const intent of stripe.paymentIntents.list({ created, limit: 100, expand: ['data.latest_charge'] })) {
      const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
      const leftMinor = intent.amount_received - (charge?.amount_refunded ?? 0);
      if (intent.status !== 'succeeded' || leftMinor <= 0) continue;
      const { orderId, attempt } = intent.metadata;
      yield {
        stripeId: intent.id,
        orderId: orderId ?? null,
        attempt: attempt ? Number(attempt) : null,
        leftMinor,
        currency: intent.currency.toUpperCase(),
        createdAt: new Date(intent.created * 1000),
      };
    }
  },

  /** Returns all that is left of a charge. Idempotent. */
  async refund({ stripeId, orderId }: ChargedIntent): Promise<void> {
    await stripe.refunds.create(
      { payment_intent: stripeId, metadata: { ...(orderId && { orderId }), reason: 'unknown_charge' } },
      { idempotencyKey: `unknown-charge:${stripeId}` },
    );
  },
});

export type ChargedIntents = ReturnType<typeof chargedIntents>;
