import { expect, it } from '@jest/globals';
import { createApiClient } from '../src/index.ts';

it('calls a route by its path, with encoded parameters, and returns the typed answer or refusal', async () => {
  const asked: string[] = [];
  const client = createApiClient({
    baseUrl: 'https://shop.example',
    fetch: async ({ method, url }) => {
      asked.push(`${method} ${url}`);
      return url.includes('gone')
        ? Response.json({ errors: [{ message: 'Not found' }] }, { status: 404 })
        : Response.json([]);
    },
  });

  const found = await client.GET('/api/tickets', { params: { query: { search: 'a&b', limit: 2 } } });
  const missing = await client.GET('/api/tickets/{id}', { params: { path: { id: 'gone/1' } } });

  expect(asked).toEqual([
    'GET https://shop.example/api/tickets?search=a%26b&limit=2',
    'GET https://shop.example/api/tickets/gone%2F1',
  ]);
  expect(found.data?.map(({ title }) => title)).toEqual([]);
  expect(missing.error?.errors[0]?.message).toBe('Not found');
});
