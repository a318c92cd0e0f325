import { randomUUID } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

export { SpanKind } from '@opentelemetry/api';

export interface TelemetryOptions {
  /** `service.name` of the exported spans; OTEL_SERVICE_NAME tells replicas of one program with different tasks apart. */
  service: string;
  /** Share of the traces that begin here and are exported, in [0, 1]. A trace that was begun elsewhere stays whole. */
  sampleRatio?: number;
  /** Base URL of an OTLP/HTTP collector. Without it, spans only carry trace ids through logs and headers. */
  otlpEndpoint: string | undefined;
}

let isExporting = false;
/** Returns whether spans are exported. If not, a span is only a carrier of ids. */
export const isTracing = (): boolean => isExporting;

/** Registers this process's tracer. @returns a function that flushes buffered spans and stops */
export function startTelemetry({ service, sampleRatio = 1, otlpEndpoint }: TelemetryOptions): () => Promise<void> {
  const spanProcessors = otlpEndpoint
    ? [
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces` }),
        }),
      ]
    : [];
  const provider = new TracerProvider({
    spanProcessors,
    resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': randomUUID() }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  isExporting = spanProcessors.length > 0;
  assertRegistered();
  return () => provider.shutdown();
}

/** Registration fails silently when two versions of the API are installed; then no event would have a trace. */
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

/** Runs work in a span; logs and outbox rows written there carry its trace id. */
export async function withSpan<T>(
  { name, kind, attributes, traceparent }: SpanOptions,
  work: () => Promise<T>,
): Promise<T> {
  const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
  if (!isExporting) return context.with(withIds(parent), work);
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

const ids = new RandomIdGenerator();

/** A span that is not exported carries only ids: a full span costs more than most of the work in it. */
function withIds(parent: Context): Context {
  const { traceId = ids.generateTraceId(), traceFlags = TraceFlags.SAMPLED } = trace.getSpanContext(parent) ?? {};
  return trace.setSpan(parent, trace.wrapSpanContext({ traceId, spanId: ids.generateSpanId(), traceFlags }));
}

/** Returns the W3C `traceparent` of the current span, or undefined outside a span. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/**
 * Runs work in its cause's trace and passes it the context for follow-up events. Creates a span only when spans are
 * exported: a span costs more than most of the work.
 */
export function inTrace<T>(options: SpanOptions, work: (traceparent: string | undefined) => Promise<T>): Promise<T> {
  if (isExporting || !options.traceparent) return withSpan(options, () => work(currentTraceparent()));
  const { traceparent } = options;
  return context.with(propagation.extract(context.active(), { traceparent }), () => work(traceparent));
}

export interface DetachedSpan {
  /** W3C `traceparent` for follow-up events. */
  traceparent: string | undefined;
  end(error?: unknown): void;
}

/** Starts a span that is not the active one, for work done in a batch with that of other traces. */
export function startDetachedSpan({ name, kind, traceparent, attributes }: SpanOptions): DetachedSpan {
  if (!isExporting && traceparent) return { traceparent, end: () => undefined };
  const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
  const span = trace.getTracer('ticketing').startSpan(name, { kind, ...(attributes && { attributes }) }, parent);
  const carrier: { traceparent?: string } = {};
  propagation.inject(trace.setSpan(parent, span), carrier);
  return {
    traceparent: carrier.traceparent,
    end(error) {
      if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
      if (error instanceof Error) span.recordException(error);
      span.end();
    },
  };
}
