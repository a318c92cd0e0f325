import { defineRoute, type LiveStreams, openOwnStream } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { liveOrder } from './publish-orders.ts';

/**
 * GET /api/orders/events → 200 a stream of `order` events: the caller's newest orders, then every change | 401 | 429 | 503
 */
export const getOrdersEvents = (
  { readLiveOrders }: Pick<UseCases, 'readLiveOrders'>,
  streams: Pick<LiveStreams, 'open'>,
) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/events',
    operationId: 'followOrders',
    summary: 'Live updates of your orders (server-sent events)',
    access: 'required',
    priority: 'high',
    responses: {
      200: {
        description:
          'Events `order` whose data is an Order: first your newest orders, then each change. Ends with the session. After a disconnect, connect again: the current state comes first.',
        schema: z.string(),
        contentType: 'text/event-stream',
      },
      401: { description: 'Not signed in' },
      429: { description: 'You have too many open streams (`too_many_streams`)' },
      503: { description: 'Too many streams (`too_many_streams`)' },
    },
    handler: (input) => openOwnStream(streams, input, async (owner) => (await readLiveOrders(owner)).map(liveOrder)),
  });
