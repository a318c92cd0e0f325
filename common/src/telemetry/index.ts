import {
  type Attributes,
  context,
  isSpanContextValid,
  propagation,
  type SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

export { SpanKind } from '@opentelemetry/api';

export interface TelemetryOptions {
  /** Base address of an OTLP/HTTP collector; without it spans carry trace ids through logs and headers and are dropped. */
  otlpEndpoint: string | undefined;
}

let isExporting = false;
/** Whether spans are sent anywhere. Without, a span's only use is its ids. */
export const isTracing = (): boolean => isExporting;

/** Registers the tracer of this process. @returns a function that sends what is buffered and stops */
export function startTelemetry({ otlpEndpoint }: TelemetryOptions): () => Promise<void> {
  const spanProcessors = otlpEndpoint
    ? [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces` }))]
    : [];
  const provider = new NodeTracerProvider({ spanProcessors });
  provider.register();
  isExporting = spanProcessors.length > 0;
  assertRegistered();
  return () => provider.shutdown();
}

/** Registering fails without an error when two versions of the API are installed; then no event would have a trace. */
function assertRegistered(): void {
  const span = trace.getTracer('ticketing').startSpan('probe');
  span.end();
  if (!isSpanContextValid(span.spanContext())) {
    throw new Error('OpenTelemetry could not be registered: is there more than one version of @opentelemetry/api?');
  }
}

export interface SpanOptions {
  name: string;
  kind: SpanKind;
  attributes?: Attributes;
  /** W3C `traceparent` of the cause; without it the span continues the current trace. */
  traceparent?: string | undefined;
}

/** Runs work inside a span; logs and outbox rows written there carry its trace id. */
export async function withSpan<T>(
  { name, kind, attributes, traceparent }: SpanOptions,
  work: () => Promise<T>,
): Promise<T> {
  const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
  return trace
    .getTracer('ticketing')
    .startActiveSpan(name, { kind, ...(attributes && { attributes }) }, parent, async (span) => {
      try {
        return await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        if (error instanceof Error) span.recordException(error);
        throw error;
      } finally {
        span.end();
      }
    });
}

/** W3C `traceparent` of the current span, or undefined outside of one. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
