export { SpanKind } from '@opentelemetry/api';
export { capturingSpan, processingSpan, publishingSpan } from './messaging-spans.ts';
export {
  currentTraceparent,
  type DetachedSpan,
  describeSpan,
  inDependencySpan,
  inTrace,
  isInTrace,
  isSampled,
  recordPastSpan,
  type SpanOptions,
  startDetachedSpan,
  withSpan,
} from './spans.ts';
export { isTracing, startTelemetry, type TelemetryOptions } from './start-telemetry.ts';
