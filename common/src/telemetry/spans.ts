import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { RandomIdGenerator } from '@opentelemetry/sdk-trace';
import { isTracing, tracerOf } from './start-telemetry.ts';

export interface SpanOptions {
  name: string;
  kind: SpanKind;
  attributes?: Attributes;
  /** W3C `traceparent` of the cause; without it the span continues the current trace. */
  traceparent?: string | undefined;
  /** Whether an error means that the work failed; by default every error does. A refused request has not failed. */
  isFailure?: (error: unknown) => boolean;
}

const tracer = () => trace.getTracer('ticketing');

const parentOf = (traceparent: string | undefined): Context =>
  traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();

/** Runs work in a span; logs and outbox rows written there carry its trace id. */
export async function withSpan<T>(
  { name, kind, attributes = {}, traceparent, isFailure = () => true }: SpanOptions,
  work: () => Promise<T>,
): Promise<T> {
  const parent = parentOf(traceparent);
  if (!isTracing()) return context.with(withIds(parent), work);
  return tracer().startActiveSpan(name, { kind, attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      if (isFailure(error)) markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  if (error instanceof Error) span.recordException(error);
}

/** Adds attributes to the current span. */
export const describeSpan = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes);

/** Whether this code runs in a trace that is exported. */
export const isSampled = (): boolean =>
  isTracing() && ((trace.getSpanContext(context.active())?.traceFlags ?? 0) & TraceFlags.SAMPLED) !== 0;

/** Whether this code runs in the trace of a W3C `traceparent`. */
export const isInTrace = (traceparent: string): boolean =>
  trace.getSpanContext(context.active())?.traceId === traceparent.split('-')[1];

/**
 * Runs a call of a database, of Redis or of Stripe in a span. Only within a trace that is exported: the polling of
 * sweepers would be most of what is stored.
 */
export const inDependencySpan = <T>(
  describe: () => Pick<SpanOptions, 'name' | 'attributes'>,
  call: () => Promise<T>,
): Promise<T> => (isSampled() ? withSpan({ ...describe(), kind: SpanKind.CLIENT }, call) : call());

const ids = new RandomIdGenerator();

/** A span that is not exported carries only ids: a full span costs more than most of the work in it. */
function withIds(parent: Context): Context {
  const { traceId = ids.generateTraceId(), traceFlags = TraceFlags.SAMPLED } = trace.getSpanContext(parent) ?? {};
  return trace.setSpan(parent, trace.wrapSpanContext({ traceId, spanId: ids.generateSpanId(), traceFlags }));
}

/** Returns the W3C `traceparent` of the current span, or undefined outside a span. */
export const currentTraceparent = (): string | undefined => traceparentOf(context.active());

/**
 * Runs work in its cause's trace and passes it the context for follow-up events. Creates a span only when spans are
 * exported: a span costs more than most of the work.
 */
export function inTrace<T>(options: SpanOptions, work: (traceparent: string | undefined) => Promise<T>): Promise<T> {
  if (isTracing() || !options.traceparent) return withSpan(options, () => work(currentTraceparent()));
  const { traceparent } = options;
  return context.with(propagation.extract(context.active(), { traceparent }), () => work(traceparent));
}

export interface DetachedSpan {
  /** W3C `traceparent` for follow-up events. */
  traceparent: string | undefined;
  end(error?: unknown): void;
}

/** Starts a span that is not the active one, for work done in a batch with that of other traces. */
export function startDetachedSpan({ name, kind, traceparent, attributes = {} }: SpanOptions): DetachedSpan {
  if (!isTracing() && traceparent) return { traceparent, end: () => undefined };
  const parent = parentOf(traceparent);
  const span = tracer().startSpan(name, { kind, attributes }, parent);
  return {
    traceparent: traceparentOf(trace.setSpan(parent, span)),
    end(error) {
      if (error !== undefined) markFailed(span, error);
      span.end();
    },
  };
}

function traceparentOf(within: Context): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(within, carrier);
  return carrier.traceparent;
}

export interface PastSpan extends SpanOptions {
  /** The program that did the work. */
  service: string;
  start: Date;
  end: Date;
}

/**
 * Records what a program did that exports no spans itself.
 * @returns the `traceparent` for what followed
 */
export function recordPastSpan({ service, name, kind, traceparent, attributes = {}, start, end }: PastSpan) {
  const parent = parentOf(traceparent);
  const span = tracerOf(service).startSpan(name, { kind, attributes, startTime: start }, parent);
  // The clocks of two machines differ: a negative duration would make the trace unreadable.
  span.end(end < start ? start : end);
  return traceparentOf(trace.setSpan(parent, span));
}
