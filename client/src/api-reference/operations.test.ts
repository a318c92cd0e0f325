import { expect, it } from '@jest/globals';
import { operationsOf } from './operations.ts';

it('lists a document’s operations by service', () => {
  const post = {
    tags: ['orders'],
    summary: 'Reserve',
    security: [{ session: [] }],
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: { content: { 'application/json': { schema: { type: 'integer' } } } },
    responses: { 201: { description: 'Reserved' }, 503: { $ref: '#/components/responses/Unavailable' } },
  };
  const components = { responses: { Unavailable: { description: 'Overload' } } };
  const paths = {
    '/api/orders/{id}': { post, summary: 'not an operation' },
    '/api/tickets': { get: { tags: ['tickets'] } },
  };

  const found = operationsOf({ openapi: '3.1.0', paths, components });
  expect([...found.keys()]).toEqual(['orders', 'tickets']);
  expect(found.get('orders')).toEqual([
    {
      id: 'post-api-orders-id',
      method: 'POST',
      path: '/api/orders/{id}',
      summary: 'Reserve',
      needsSession: true,
      parameters: [{ name: 'id', in: 'path', isRequired: true, type: 'string', description: '' }],
      body: { contentType: 'application/json', type: 'integer' },
      responses: [
        { status: '201', description: 'Reserved', contentType: null, type: null },
        { status: '503', description: 'Overload', contentType: null, type: null },
      ],
    },
  ]);
});
