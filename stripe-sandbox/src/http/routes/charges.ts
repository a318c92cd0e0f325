import { z } from 'zod';
import { resourceMissing } from '../../domain/api-error.ts';
import { chargeShape } from '../../shapes/charge.ts';
import { shapeContext } from '../../use-cases/scope.ts';
import { endpoint, ok } from '../endpoint.ts';
import { list } from '../list.ts';
import { expandable, listParams, text } from '../params.ts';

/** GET /v1/charges → 200, newest first */
export const getCharges = endpoint({
  method: 'GET',
  path: '/v1/charges',
  params: z.strictObject({ ...listParams, payment_intent: text.optional() }),
  run: ({ scope, params, table }) =>
    list({
      url: '/v1/charges',
      table: table('charge'),
      params,
      matches: ({ intentId }) => !params.payment_intent || intentId === params.payment_intent,
      shape: (charge) => chargeShape(shapeContext(scope), charge),
    }),
});

/** GET /v1/charges/:id → 200 | 404 */
export const getChargeById = endpoint({
  method: 'GET',
  path: '/v1/charges/:id',
  params: z.strictObject(expandable),
  run({ scope, id }) {
    const charge = scope.tx.get('charge', id);
    if (!charge) throw resourceMissing('charge', id, 'id');
    return ok(chargeShape(shapeContext(scope), charge));
  },
});
