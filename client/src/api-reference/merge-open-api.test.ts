import { describe, expect, it } from '@jest/globals';
import { mergeOpenApi, type OpenApiDocument } from './merge-open-api.ts';

const document = (path: string, schemaName: string, schema: unknown): OpenApiDocument => ({
  openapi: '3.1.0',
  paths: { [path]: { get: { responses: { 200: { $ref: `#/components/schemas/${schemaName}` } } } } },
  components: { schemas: { [schemaName]: schema } },
});

describe('the merged OpenAPI document', () => {
  it('has the paths of all services, each tagged with its service', () => {
    const merged = mergeOpenApi([
      { service: 'tickets', document: document('/api/tickets', 'Ticket', { type: 'object' }) },
      { service: 'orders', document: document('/api/orders', 'Order', { type: 'object' }) },
    ]);

    expect(Object.keys(merged.paths)).toEqual(['/api/tickets', '/api/orders']);
    expect(merged.paths['/api/orders']?.get).toMatchObject({ tags: ['orders'] });
  });

  it('names an unavailable service, and omits its paths', () => {
    const merged = mergeOpenApi([
      { service: 'tickets', document: document('/api/tickets', 'Ticket', {}) },
      { service: 'payments', document: null },
    ]);

    expect(Object.keys(merged.paths)).toEqual(['/api/tickets']);
    expect(merged.info).toMatchObject({ description: expect.stringContaining('payments') });
  });

  it('merges a schema that is equal in two services', () => {
    const merged = mergeOpenApi([
      { service: 'tickets', document: document('/api/tickets', 'Errors', { type: 'array' }) },
      { service: 'orders', document: document('/api/orders', 'Errors', { type: 'array' }) },
    ]);

    expect(Object.keys(merged.components?.schemas ?? {})).toEqual(['Errors']);
  });

  it('renames a schema when two services define it differently', () => {
    const merged = mergeOpenApi([
      { service: 'tickets', document: document('/api/tickets', 'Ticket', { title: 'listing' }) },
      { service: 'orders', document: document('/api/orders', 'Ticket', { title: 'embedded' }) },
    ]);

    expect(merged.components?.schemas).toEqual({
      Ticket: { title: 'listing' },
      'orders.Ticket': { title: 'embedded' },
    });
    expect(JSON.stringify(merged.paths['/api/orders'])).toContain('#/components/schemas/orders.Ticket');
  });
});
