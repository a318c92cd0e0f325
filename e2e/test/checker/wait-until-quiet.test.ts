import { expect, it } from '@jest/globals';
import { waitUntilQuiet } from '../../src/checker/index.ts';

it('reports unavailable parts instead of treating them as quiet', async () => {
  // Nothing listens on port 9 (discard).
  const mongo = 'mongodb://127.0.0.1:9/nothing?serverSelectionTimeoutMS=100';
  const unrest = await waitUntilQuiet(
    {
      brokers: ['127.0.0.1:9'],
      registry: 'http://127.0.0.1:9',
      stripe: null,
      databases: {
        orders: 'postgresql://127.0.0.1:9/orders',
        bookings: 'postgresql://127.0.0.1:9/bookings',
        auth: mongo,
        tickets: mongo,
        catalog: mongo,
        payments: mongo,
        notifications: mongo,
      },
    },
    { timeoutMs: 0 },
  );

  const parts = unrest.map(({ invariant, subject }) => `${invariant} ${subject.part}`);
  expect(new Set(parts)).toEqual(new Set(['I6 Kafka', 'I6 MongoDB', 'I6 PostgreSQL']));
});
