import { z } from 'zod';
import { notFound } from '../errors/index.ts';
import { defineRoute, forOperators, operatorAnswers, type RouteSpec, reply, safeText, uuid } from '../http/index.ts';
import {
  type FindProcessed,
  orderRecordsBody,
  processedBody,
  type ReadOrderRecords,
  type RecordsOf,
} from './records.ts';

/** So many ids fit into an address: Node accepts 16 KiB of address and headers. */
export const maxEventIds = 100;

/** Returns the path and query of a service's records of an order. */
export function orderRecordsPath({ orderId, ...subject }: RecordsOf): string {
  const known = Object.entries(subject).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(known).toString();
  return `/operations/orders/${encodeURIComponent(orderId)}${query && `?${query}`}`;
}

/** Returns the path and query of what a service has processed. @param eventIds at most {@link maxEventIds} */
export const processedPath = (eventIds: readonly string[]): string =>
  `/operations/inbox?${new URLSearchParams({ eventIds: eventIds.join(',') })}`;

export interface OperationsUseCases {
  readOrderRecords: ReadOrderRecords;
  findProcessed: FindProcessed;
}

/**
 * The routes that ops asks each service for the console's page of an order (ADR 45). They have no prefix of the public API, so
 * neither the gateway nor the ingress leads to them.
 */
export const operationsRoutes = (useCases: OperationsUseCases): RouteSpec[] => [
  getOperationsOrdersId(useCases),
  getOperationsInbox(useCases),
];

const subject = safeText('must be an id').min(1).max(100).optional();

/** GET /operations/orders/:orderId → 200 what this service keeps about an order | 404 nothing */
const getOperationsOrdersId = ({ readOrderRecords }: Pick<OperationsUseCases, 'readOrderRecords'>) =>
  defineRoute({
    method: 'get',
    path: '/operations/orders/:orderId',
    operationId: 'readOrderRecords',
    summary: 'What a service keeps about an order',
    ...forOperators,
    isInternal: true,
    priority: 'high',
    params: z.object({ orderId: uuid }),
    query: z.object({ ticketId: subject, sagaId: subject }),
    responses: {
      200: { description: 'Rows, events written, and events parked', schema: orderRecordsBody },
      404: { description: 'Nothing about this order' },
      ...operatorAnswers,
    },
    handler: async ({ params, query }) => {
      const records = await readOrderRecords({ ...query, ...params });
      if (!records) throw notFound('Nothing is known about this order');
      return reply(200, records);
    },
  });

const eventIds = safeText('must be ids, separated by commas')
  .transform((list) => list.split(','))
  .pipe(z.array(z.string().min(1).max(200)).max(maxEventIds));

/** GET /operations/inbox?eventIds=… → 200 those of these events that this service has processed */
const getOperationsInbox = ({ findProcessed }: Pick<OperationsUseCases, 'findProcessed'>) =>
  defineRoute({
    method: 'get',
    path: '/operations/inbox',
    operationId: 'findProcessedEvents',
    summary: 'Which events a service has processed',
    ...forOperators,
    isInternal: true,
    priority: 'high',
    query: z.object({ eventIds }),
    responses: {
      200: { description: 'The processed ones, and when', schema: processedBody },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query }) => reply(200, await findProcessed(query.eventIds)),
  });
