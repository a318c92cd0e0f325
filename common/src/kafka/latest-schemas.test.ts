import { describe, expect, it } from '@jest/globals';
import avsc from 'avsc';
import { createLatestSchemas, type RegisteredSchema } from './latest-schemas.ts';

const topic = 'orders.order.created.v1';
const schema: RegisteredSchema = { id: 7, writer: avsc.Type.forSchema('string') };

describe('latest schemas', () => {
  it('query the registry once for callers that need a schema at the same time', async () => {
    let queries = 0;
    const schemas = createLatestSchemas(async () => {
      queries += 1;
      return schema;
    }, Date.now);

    const found = await Promise.all(Array.from({ length: 1_000 }, () => schemas.get(topic)));
    expect(found.every(({ id }) => id === 7)).toBe(true);
    expect(queries).toBe(1);
  });

  it('report a failure to all of them, and query again after a pause', async () => {
    let [queries, nowMs] = [0, 0];
    const schemas = createLatestSchemas(
      async () => {
        queries += 1;
        if (queries === 1) throw new Error('unavailable');
        return schema;
      },
      () => nowMs,
    );
    const first = await Promise.allSettled([schemas.get(topic), schemas.get(topic)]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);

    nowMs = 1_000;
    expect(await schemas.get(topic)).toMatchObject({ id: 7 });
    expect(queries).toBe(2);
  });
});
