import { z } from 'zod';
import { resourceMissing } from '../../domain/api-error.ts';
import { paymentMethodShape } from '../../shapes/payment-method.ts';
import { createCardToken, createPaymentMethod } from '../../use-cases/create-payment-method.ts';
import { endpoint, ok } from '../endpoint.ts';
import { expandable, integer, metadata, text } from '../params.ts';

const digits = z
  .strictObject({ number: text, exp_month: integer, exp_year: integer, cvc: text.optional() })
  .transform(({ number, exp_month: expMonth, exp_year: expYear, cvc }) => ({
    number,
    expMonth,
    expYear,
    cvc: cvc ?? null,
  }));

const billingDetails = z
  .strictObject({ email: text.optional(), name: text.optional(), phone: text.optional() })
  .transform(({ email, name, phone }) => ({ email: email ?? null, name: name ?? null, phone: phone ?? null }));

/** POST /v1/payment_methods → 200 | 400 | 402 not a usable test card */
export const postPaymentMethods = endpoint({
  method: 'POST',
  path: '/v1/payment_methods',
  isPublic: true,
  params: z.strictObject({
    ...expandable,
    type: z.literal('card'),
    // `token` decides between the two variants, so that an error names the invalid member.
    card: z.unknown().transform(parseCard),
    billing_details: billingDetails.default({ email: null, name: null, phone: null }),
    metadata: metadata.default({}),
  }),
  run: ({ scope, params }) =>
    ok(
      paymentMethodShape(
        createPaymentMethod(scope, { card: params.card, billing: params.billing_details, metadata: params.metadata }),
      ),
    ),
});

function parseCard(card: unknown, context: z.RefinementCtx) {
  const schema = typeof card === 'object' && card && 'token' in card ? z.strictObject({ token: text }) : digits;
  const parsed = schema.safeParse(card);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue } as z.core.$ZodRawIssue);
  return z.NEVER;
}

/** GET /v1/payment_methods/:id → 200 | 404 */
export const getPaymentMethodById = endpoint({
  method: 'GET',
  path: '/v1/payment_methods/:id',
  params: z.strictObject(expandable),
  run({ scope, id }) {
    const method = scope.tx.get('paymentMethod', id);
    if (!method) throw resourceMissing('PaymentMethod', id, 'payment_method');
    return ok(paymentMethodShape(method));
  },
});

/** POST /v1/tokens → 200, the token that a card form sends instead of the digits */
export const postTokens = endpoint({
  method: 'POST',
  path: '/v1/tokens',
  isPublic: true,
  params: z.strictObject({ ...expandable, card: digits }),
  run({ scope, params }) {
    const { id, card, createdAt, expMonth, expYear, isUsed } = createCardToken(scope, params.card);
    const { brand, last4, funding, country } = card;
    return ok({
      id,
      object: 'token',
      card: { object: 'card', brand, country, exp_month: expMonth, exp_year: expYear, funding, last4 },
      client_ip: null,
      created: createdAt,
      livemode: false,
      type: 'card',
      used: isUsed,
    });
  },
});
