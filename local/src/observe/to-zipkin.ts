import { z } from 'zod';

const Value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const Attributes = z.array(z.object({ key: z.string(), value: Value }));

const OtlpSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number().optional(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: Attributes.default([]),
  status: z.object({ code: z.number().optional() }).optional(),
  events: z
    .array(z.object({ name: z.string(), timeUnixNano: z.string(), attributes: Attributes.default([]) }))
    .default([]),
});

/** The body of POST /v1/traces, as far as it is used: OTLP in JSON. */
export const OtlpTraces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(OtlpSpan) })),
    }),
  ),
});

/** A span in version 2 of Zipkin's API. */
export interface ZipkinSpan {
  traceId: string;
  id: string;
  parentId?: string;
  name: string;
  kind?: string;
  /** Microseconds since the epoch. */
  timestamp: number;
  /** Microseconds, ≥ 1. */
  duration: number;
  localEndpoint: { serviceName: string };
  remoteEndpoint?: { serviceName: string };
  annotations: { timestamp: number; value: string }[];
  tags: Record<string, string>;
}

/** By OTLP's number. An internal span has no kind in Zipkin. */
const kinds: Readonly<Record<number, string>> = { 2: 'SERVER', 3: 'CLIENT', 4: 'PRODUCER', 5: 'CONSUMER' };
const errorStatus = 2;

export const toZipkin = ({ resourceSpans }: z.infer<typeof OtlpTraces>): ZipkinSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = textOf(resource.attributes)['service.name'] ?? 'unknown';
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => spanOf(service, span)));
  });

function spanOf(service: string, span: z.infer<typeof OtlpSpan>): ZipkinSpan {
  const tags = textOf(span.attributes);
  const started = microseconds(span.startTimeUnixNano);
  const kind = kinds[span.kind ?? 0];
  const remote = remoteOf(tags);
  return {
    traceId: span.traceId,
    id: span.spanId,
    ...(span.parentSpanId && { parentId: span.parentSpanId }),
    name: span.name,
    ...(kind && { kind }),
    timestamp: started,
    duration: Math.max(1, microseconds(span.endTimeUnixNano) - started),
    localEndpoint: { serviceName: service },
    ...(remote && kind && kind !== 'SERVER' && { remoteEndpoint: { serviceName: remote } }),
    annotations: span.events.map(({ name, timeUnixNano, attributes }) => ({
      timestamp: microseconds(timeUnixNano),
      value: [name, textOf(attributes)['exception.message']].filter(Boolean).join(': '),
    })),
    tags: { ...tags, ...(span.status?.code === errorStatus && { error: 'true' }) },
  };
}

/** The other side of a call, for the graph of dependencies. */
const remoteOf = (tags: Readonly<Record<string, string>>): string | undefined =>
  tags['peer.service'] ?? tags['db.system.name'] ?? tags['messaging.system'];

const textOf = (attributes: z.infer<typeof Attributes>): Record<string, string> =>
  Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      String(stringValue ?? intValue ?? doubleValue ?? boolValue ?? ''),
    ]),
  );

const microseconds = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1000n);
