import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SpanKind, startTelemetry, withSpan } from '../src/telemetry/index.ts';

interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string }[] }[];
  }[];
}

/** Stands for a collector, which is outside the marketplace. */
const received: Export[] = [];
const collector = createServer(async (request, response) => {
  received.push((await json(request)) as Export);
  response.setHeader('Content-Type', 'application/json').end('{}');
});
beforeAll(async () => {
  await once(collector.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void collector.close());

it('exports the spans of sampled traces, with the name of the program', async () => {
  const { port } = collector.address() as AddressInfo;
  const sampled = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const stop = startTelemetry({
    service: 'relay-mongo',
    sampleRatio: 0,
    otlpEndpoint: `http://127.0.0.1:${port}/`,
  });

  await withSpan({ name: 'begun here', kind: SpanKind.SERVER }, async () => undefined);
  await withSpan({ name: 'begun elsewhere', kind: SpanKind.CONSUMER, traceparent: sampled }, async () => undefined);
  await stop();

  const exported = received.flatMap(({ resourceSpans }) => resourceSpans);
  const spans = exported.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
  expect(spans.map(({ name, traceId }) => [name, traceId])).toEqual([['begun elsewhere', 'a'.repeat(32)]]);
  const attributes = new Map(exported[0]?.resource.attributes.map(({ key, value }) => [key, value.stringValue]));
  expect(attributes.get('service.name')).toBe('relay-mongo');
  expect(attributes.get('service.instance.id')).toMatch(/^[0-9a-f-]{36}$/);
});
