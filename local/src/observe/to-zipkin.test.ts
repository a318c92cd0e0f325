import { expect, it } from '@jest/globals';
import { OtlpTraces, toZipkin } from './to-zipkin.ts';

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const given = (span: object) =>
  OtlpTraces.parse({
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', 'orders')] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: 'a'.repeat(32),
                spanId: 'b'.repeat(16),
                name: 'POST /api/orders',
                kind: 2,
                startTimeUnixNano: '1795963815663000500',
                endTimeUnixNano: '1795963815714000500',
                ...span,
              },
            ],
          },
        ],
      },
    ],
  });

it('keeps the ids, the program and the time of a span, in microseconds', () => {
  expect(toZipkin(given({ parentSpanId: 'c'.repeat(16) }))).toEqual([
    {
      traceId: 'a'.repeat(32),
      id: 'b'.repeat(16),
      parentId: 'c'.repeat(16),
      name: 'POST /api/orders',
      kind: 'SERVER',
      timestamp: 1_795_963_815_663_000,
      duration: 51_000,
      localEndpoint: { serviceName: 'orders' },
      annotations: [],
      tags: {},
    },
  ]);
});

it('names the database of a call, and marks a failure with its reason', () => {
  const event = {
    name: 'exception',
    timeUnixNano: '1795963815700000000',
    attributes: [attribute('exception.message', 'no connection')],
  };
  const [span] = toZipkin(
    given({
      kind: 3,
      attributes: [attribute('db.system.name', 'postgresql'), { key: 'rows', value: { intValue: 3 } }],
      status: { code: 2 },
      events: [event],
    }),
  );
  expect(span).toMatchObject({
    kind: 'CLIENT',
    remoteEndpoint: { serviceName: 'postgresql' },
    tags: { 'db.system.name': 'postgresql', rows: '3', error: 'true' },
    annotations: [{ timestamp: 1_795_963_815_700_000, value: 'exception: no connection' }],
  });
});

it('gives a span that took no time the shortest duration that Zipkin shows', () => {
  expect(toZipkin(given({ endTimeUnixNano: '1795963815663000500' }))[0]?.duration).toBe(1);
});
