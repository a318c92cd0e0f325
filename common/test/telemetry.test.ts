import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo, inTransaction } from '@ticketing/common/mongo';
import { openPool } from '@ticketing/common/postgres';
import { recordPastSpan, SpanKind, startTelemetry, withSpan } from '@ticketing/common/telemetry';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from '@ticketing/testing/trace-collector';

const sampled = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const inSampledTrace = <T>(work: () => Promise<T>) =>
  withSpan({ name: 'request', kind: SpanKind.SERVER, traceparent: sampled }, work);

let collector: TraceCollector;
let mongo: TestMongo;
let postgres: TestPostgres;
beforeAll(async () => {
  [collector, mongo, postgres] = await Promise.all([startTraceCollector(), startTestMongo(), startTestPostgres()]);
});
afterAll(() => Promise.all([collector?.stop(), mongo?.stop(), postgres?.stop()]));

/** Runs work with telemetry of which no trace is sampled that begins here. @returns the spans that it exported */
async function exportedBy(work: () => Promise<unknown>): Promise<CollectedSpan[]> {
  const before = collector.spans().length;
  const stop = startTelemetry({ service: 'relay-mongo', sampleRatio: 0, otlpEndpoint: `${collector.url}/` });
  await work();
  await stop();
  return collector.spans().slice(before);
}

const named = (spans: readonly CollectedSpan[], name: string) => spans.filter((span) => span.name === name);

it('exports the spans of sampled traces, with the name of the program', async () => {
  const spans = await exportedBy(async () => {
    await withSpan({ name: 'begun here', kind: SpanKind.SERVER }, async () => undefined);
    await withSpan({ name: 'begun elsewhere', kind: SpanKind.CONSUMER, traceparent: sampled }, async () => undefined);
  });

  expect(spans.map(({ name, traceId }) => [name, traceId])).toEqual([['begun elsewhere', 'a'.repeat(32)]]);
  expect(spans[0]?.resource).toMatchObject({
    'service.name': 'relay-mongo',
    'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

describe('the calls of a traced request', () => {
  it('are spans with the statement of PostgreSQL, without its values', async () => {
    const pool = openPool(postgres.url);
    const spans = await exportedBy(async () => {
      await pool.query('SELECT 1');
      await inSampledTrace(async () => {
        await pool.query('SELECT 2');
        const client = await pool.connect();
        await client.query('SELECT $1::text AS secret', ['ada@example.com']);
        await client.query({ text: 'SELECT nothing FROM nowhere' }).catch(() => undefined);
        client.release();
      });
    });
    await pool.end();

    const [request] = named(spans, 'request');
    const queries = named(spans, 'postgresql SELECT');
    expect(queries.map(({ attributes }) => attributes['db.query.text'])).toEqual([
      'SELECT 2',
      'SELECT $1::text AS secret',
      'SELECT nothing FROM nowhere',
    ]);
    expect(queries.map(({ parentSpanId }) => parentSpanId)).toEqual(queries.map(() => request?.spanId));
    expect(JSON.stringify(spans)).not.toContain('ada@example.com');
  });

  it('are spans with the collection of MongoDB, without documents, also when requests run side by side', async () => {
    const spans = await exportedBy(async () => {
      const connection = await connectMongo(mongo.uri('traces'));
      const people = connection.collection('people');
      await people.insertOne({ email: 'out of any trace' });
      const insertOne = () =>
        inTransaction(connection, (session) => people.insertOne({ email: 'ada@example.com' }, { session }));
      await Promise.all([inSampledTrace(insertOne), inSampledTrace(insertOne)]);
      await connection.close();
    });

    const inserts = named(spans, 'mongodb insert people');
    const requests = named(spans, 'request').map(({ spanId }) => spanId);
    expect(inserts).toHaveLength(2);
    expect(inserts.map(({ parentSpanId }) => parentSpanId).sort()).toEqual(requests.sort());
    expect(inserts[0]?.attributes).toMatchObject({ 'db.namespace': 'traces', 'db.collection.name': 'people' });
    expect(named(spans, 'mongodb commitTransaction')).toHaveLength(2);
    expect(JSON.stringify(spans)).not.toContain('ada@example.com');
  });
});

it('records what a program did that exports nothing, in the name of that program', async () => {
  const [start, end] = [new Date('2026-01-01T00:00:00.000Z'), new Date('2026-01-01T00:00:00.020Z')];
  const spans = await exportedBy(async () => {
    const past = { name: 'capture', kind: SpanKind.PRODUCER, traceparent: sampled, start, end };
    const traceparent = recordPastSpan({ ...past, service: 'debezium' });
    await withSpan({ name: 'publish', kind: SpanKind.PRODUCER, traceparent }, async () => undefined);
  });

  const [capture] = named(spans, 'capture');
  expect(capture).toMatchObject({ parentSpanId: 'b'.repeat(16), resource: { 'service.name': 'debezium' } });
  expect(named(spans, 'publish')[0]?.parentSpanId).toBe(capture?.spanId);
});
