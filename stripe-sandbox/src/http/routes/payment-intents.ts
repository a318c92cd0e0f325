import { z } from 'zod';
import { cancellationReasons, type PaymentIntent } from '../../domain/intent.ts';
import { paymentIntentShape, publicPaymentIntentShape } from '../../shapes/payment-intent.ts';
import {
  assertClientSecret,
  cancelPaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  editPaymentIntent,
  getPaymentIntent,
} from '../../use-cases/payment-intents.ts';
import { type Scope, shapeContext } from '../../use-cases/scope.ts';
import { type Answer, type Call, endpoint, ok } from '../endpoint.ts';
import { declinedFault, errorBody } from '../error-body.ts';
import { list } from '../list.ts';
import { currency, expandable, flag, listParams, metadata, positiveInteger, text } from '../params.ts';

const cardOnly = z.array(z.literal('card')).min(1);

/** POST /v1/payment_intents → 200 | 400 invalid or too small amount | 402 declined (with `confirm`) */
export const postPaymentIntents = endpoint({
  method: 'POST',
  path: '/v1/payment_intents',
  params: z.strictObject({
    ...expandable,
    amount: positiveInteger,
    currency,
    automatic_payment_methods: z
      .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() })
      .optional(),
    capture_method: z.enum(['automatic', 'automatic_async']).default('automatic'),
    confirm: flag.default(false),
    description: text.optional(),
    metadata: metadata.default({}),
    payment_method: text.optional(),
    payment_method_types: cardOnly.optional(),
    return_url: z.url().optional(),
  }),
  run({ scope, params }) {
    const created = createPaymentIntent(scope, {
      amountMinor: params.amount,
      currency: params.currency,
      captureMethod: params.capture_method,
      description: params.description ?? null,
      metadata: params.metadata,
      paymentMethodId: params.payment_method ?? null,
      hasAutomaticMethods: params.automatic_payment_methods?.enabled ?? params.payment_method_types === undefined,
    });
    if (!params.confirm) return ok(paymentIntentShape(shapeContext(scope), created));
    const confirmation = { paymentMethodId: null, returnUrl: params.return_url ?? null };
    return attempted(scope, confirmPaymentIntent(scope, created.id, confirmation), 'secret');
  },
});

/** GET /v1/payment_intents/:id → 200 | 404; a publishable key needs the client secret */
export const getPaymentIntentById = endpoint({
  method: 'GET',
  path: '/v1/payment_intents/:id',
  isPublic: true,
  params: z.strictObject({ ...expandable, client_secret: text.optional() }),
  run: ({ scope, params, id, keyKind }) => shaped(scope, allowed(scope, id, keyKind, params.client_secret), keyKind),
});

/** POST /v1/payment_intents/:id → 200 | 400 | 404; an empty metadata value removes its key */
export const postPaymentIntent = endpoint({
  method: 'POST',
  path: '/v1/payment_intents/:id',
  params: z.strictObject({
    ...expandable,
    amount: positiveInteger.optional(),
    description: text.optional(),
    metadata: metadata.optional(),
    payment_method: text.optional(),
  }),
  run({ scope, params, id }) {
    const edited = editPaymentIntent(scope, id, {
      ...(params.amount === undefined ? {} : { amountMinor: params.amount }),
      ...(params.description === undefined ? {} : { description: params.description }),
      ...(params.payment_method === undefined ? {} : { paymentMethodId: params.payment_method }),
      ...(params.metadata ? { metadata: merged(getPaymentIntent(scope, id).metadata, params.metadata) } : {}),
    });
    return ok(paymentIntentShape(shapeContext(scope), edited));
  },
});

/** POST /v1/payment_intents/:id/confirm → 200 | 400 wrong state | 402 declined | 404 */
export const postConfirm = endpoint({
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  isPublic: true,
  params: z.strictObject({
    ...expandable,
    client_secret: text.optional(),
    payment_method: text.optional(),
    return_url: z.url().optional(),
    use_stripe_sdk: flag.optional(),
  }),
  run({ scope, params, id, keyKind }) {
    allowed(scope, id, keyKind, params.client_secret);
    const confirmed = confirmPaymentIntent(scope, id, {
      paymentMethodId: params.payment_method ?? null,
      // A form that handles the challenge itself must not be redirected.
      returnUrl: params.use_stripe_sdk ? null : (params.return_url ?? null),
    });
    return attempted(scope, confirmed, keyKind);
  },
});

/** POST /v1/payment_intents/:id/cancel → 200 | 400 wrong state | 404 */
export const postCancel = endpoint({
  method: 'POST',
  path: '/v1/payment_intents/:id/cancel',
  params: z.strictObject({ ...expandable, cancellation_reason: z.enum(cancellationReasons).optional() }),
  run: ({ scope, params, id }) =>
    shaped(scope, cancelPaymentIntent(scope, id, params.cancellation_reason ?? null), 'secret'),
});

/** GET /v1/payment_intents → 200, newest first */
export const getPaymentIntents = endpoint({
  method: 'GET',
  path: '/v1/payment_intents',
  params: z.strictObject(listParams),
  run: ({ scope, params, table }) =>
    list({
      url: '/v1/payment_intents',
      table: table('paymentIntent'),
      params,
      shape: (intent) => paymentIntentShape(shapeContext(scope), intent),
    }),
});

function allowed(scope: Scope, id: string, keyKind: Call<never>['keyKind'], clientSecret?: string): PaymentIntent {
  const intent = getPaymentIntent(scope, id);
  if (keyKind === 'publishable' || clientSecret !== undefined) assertClientSecret(intent, clientSecret);
  return intent;
}

function shaped(scope: Scope, intent: PaymentIntent, keyKind: Call<never>['keyKind']): Answer {
  const shape = keyKind === 'secret' ? paymentIntentShape : publicPaymentIntentShape;
  return ok(shape(shapeContext(scope), intent));
}

function attempted(scope: Scope, intent: PaymentIntent, keyKind: Call<never>['keyKind']): Answer {
  const context = shapeContext(scope);
  const fault = declinedFault(context, intent);
  return fault ? { status: fault.status, body: errorBody(context, fault) } : shaped(scope, intent, keyKind);
}

function merged(before: Record<string, string>, changes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''));
}
