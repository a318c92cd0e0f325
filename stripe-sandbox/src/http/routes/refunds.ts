import { z } from 'zod';
import { invalidRequest, resourceMissing } from '../../domain/api-error.ts';
import { refundReasons } from '../../domain/refund.ts';
import { refundShape } from '../../shapes/refund.ts';
import { createRefund, type NewRefund } from '../../use-cases/refunds.ts';
import { endpoint, ok } from '../endpoint.ts';
import { list } from '../list.ts';
import { expandable, listParams, metadata, positiveInteger, text } from '../params.ts';

/** POST /v1/refunds → 200 | 400 nothing (or less than requested) left to refund | 404 */
export const postRefunds = endpoint({
  method: 'POST',
  path: '/v1/refunds',
  params: z.strictObject({
    ...expandable,
    payment_intent: text.optional(),
    charge: text.optional(),
    amount: positiveInteger.optional(),
    reason: z.enum(refundReasons).optional(),
    metadata: metadata.default({}),
  }),
  run: ({ scope, params }) =>
    ok(
      refundShape(
        createRefund(scope, {
          target: targetOf(params),
          amountMinor: params.amount,
          reason: params.reason ?? null,
          metadata: params.metadata,
        }),
      ),
    ),
});

/** GET /v1/refunds → 200, newest first */
export const getRefunds = endpoint({
  method: 'GET',
  path: '/v1/refunds',
  params: z.strictObject({ ...listParams, payment_intent: text.optional(), charge: text.optional() }),
  run: ({ params, table }) =>
    list({
      url: '/v1/refunds',
      table: table('refund'),
      params,
      matches: ({ intentId, chargeId }) =>
        (!params.payment_intent || intentId === params.payment_intent) &&
        (!params.charge || chargeId === params.charge),
      shape: refundShape,
    }),
});

/** GET /v1/refunds/:id → 200 | 404 */
export const getRefundById = endpoint({
  method: 'GET',
  path: '/v1/refunds/:id',
  params: z.strictObject(expandable),
  run({ scope, id }) {
    const refund = scope.tx.get('refund', id);
    if (!refund) throw resourceMissing('refund', id, 'id');
    return ok(refundShape(refund));
  },
});

interface Target {
  payment_intent?: string | undefined;
  charge?: string | undefined;
}

function targetOf({ payment_intent: paymentIntentId, charge: chargeId }: Target): NewRefund['target'] {
  if (paymentIntentId && chargeId)
    throw invalidRequest('You may only specify one of these parameters: charge, payment_intent.');
  if (paymentIntentId) return { paymentIntentId };
  if (chargeId) return { chargeId };
  throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
    code: 'parameter_missing',
    param: 'payment_intent',
  });
}
