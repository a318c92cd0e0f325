import { randomUUID } from 'node:crypto';
import { context, isSpanContextValid, propagation, TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

export interface TelemetryOptions {
  /** `service.name` of the exported spans; OTEL_SERVICE_NAME tells replicas of one program with different tasks apart. */
  service: string;
  /** Share of the traces that begin here and are exported, in [0, 1]. A trace that was begun elsewhere stays whole. */
  sampleRatio?: number;
  /** Base URL of an OTLP/HTTP collector. Without it, spans only carry trace ids through logs and headers. */
  otlpEndpoint: string | undefined;
}

/** By program: the tracer of the spans that this process records for it. */
const tracers = new Map<string, Tracer>();
let exported: ((service: string) => TracerProvider) | undefined;

/** Whether spans are exported. If not, a span is only a carrier of ids. */
export const isTracing = (): boolean => exported !== undefined;

/** Returns the tracer of another program, for spans that this process records for it. */
export function tracerOf(service: string): Tracer {
  const tracer = tracers.get(service) ?? exported?.(service).getTracer('ticketing') ?? trace.getTracer('ticketing');
  tracers.set(service, tracer);
  return tracer;
}

/**
 * Registers this process's tracer.
 * @returns a function that flushes buffered spans and stops
 * @throws when it is already registered
 */
export function startTelemetry({ service, sampleRatio = 1, otlpEndpoint }: TelemetryOptions): () => Promise<void> {
  const spanProcessors = otlpEndpoint
    ? [
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces` }),
        }),
      ]
    : [];
  const providerOf = (name: string) =>
    new TracerProvider({
      spanProcessors,
      resource: resourceFromAttributes({ 'service.name': name, 'service.instance.id': randomUUID() }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    });
  const provider = providerOf(service);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  if (!trace.setGlobalTracerProvider(provider)) throw new Error('telemetry was started twice');
  exported = otlpEndpoint ? providerOf : undefined;
  assertRegistered();
  return async () => {
    exported = undefined;
    tracers.clear();
    for (const api of [trace, context, propagation]) api.disable();
    await provider.shutdown();
  };
}

/** Registration fails silently when two versions of the API are installed; then no event would have a trace. */
function assertRegistered(): void {
  const unsampled = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.NONE };
  const probe = trace.getTracer('ticketing').startSpan('probe', {}, trace.setSpanContext(context.active(), unsampled));
  if (!isSpanContextValid(probe.spanContext()) || probe.spanContext().spanId === unsampled.spanId) {
    throw new Error('OpenTelemetry could not be registered: is there more than one version of @opentelemetry/api?');
  }
}
