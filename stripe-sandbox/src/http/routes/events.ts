import { z } from 'zod';
import { resourceMissing } from '../../domain/api-error.ts';
import type { StoredEvent } from '../../ledger/tables.ts';
import type { Scope } from '../../use-cases/scope.ts';
import { endpoint, ok } from '../endpoint.ts';
import { list } from '../list.ts';
import { expandable, listParams, text } from '../params.ts';

/**
 * GET /v1/events → 200, newest first; filters `type` or `types[]`, and `delivery_success=false` for undelivered events
 */
export const getEvents = endpoint({
  method: 'GET',
  path: '/v1/events',
  params: z.strictObject({
    ...listParams,
    type: text.optional(),
    types: z.array(text).max(20).optional(),
    delivery_success: z.enum(['true', 'false']).optional(),
  }),
  run: ({ scope, params, table }) =>
    list({
      url: '/v1/events',
      table: table('event'),
      params,
      matches: ({ id, type }) =>
        (!params.type || type === params.type) &&
        (!params.types || params.types.includes(type)) &&
        (!params.delivery_success || (params.delivery_success === 'false') === isPending(scope, id)),
      shape: (event) => eventShape(scope, event),
    }),
});

/** GET /v1/events/:id → 200 | 404 */
export const getEventById = endpoint({
  method: 'GET',
  path: '/v1/events/:id',
  params: z.strictObject(expandable),
  run({ scope, id }) {
    const event = scope.tx.get('event', id);
    if (!event) throw resourceMissing('event', id, 'id');
    return ok(eventShape(scope, event));
  },
});

const isPending = ({ tx }: Scope, id: string): boolean => tx.get('delivery', id) !== undefined;

const eventShape = (scope: Scope, { id, body }: StoredEvent): object => ({
  ...(JSON.parse(body) as object),
  pending_webhooks: isPending(scope, id) ? 1 : 0,
});
