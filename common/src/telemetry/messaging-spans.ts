import { SpanKind } from '@opentelemetry/api';
import type { SpanOptions } from './spans.ts';

const attributesOf = (topic: string) => ({ 'messaging.system': 'kafka', 'messaging.destination.name': topic });

/** The span of publishing a message. */
export const publishingSpan = (topic: string): SpanOptions => ({
  name: `publish ${topic}`,
  kind: SpanKind.PRODUCER,
  attributes: { ...attributesOf(topic), 'messaging.operation.type': 'send' },
});

/** The span of processing a message. */
export const processingSpan = (topic: string): SpanOptions => ({
  name: `process ${topic}`,
  kind: SpanKind.CONSUMER,
  attributes: { ...attributesOf(topic), 'messaging.operation.type': 'process' },
});

/** The span of what Debezium did: it read a row and wrote a message. */
export const capturingSpan = (topic: string): SpanOptions => ({
  name: `capture ${topic}`,
  kind: SpanKind.PRODUCER,
  attributes: { ...attributesOf(topic), 'messaging.operation.type': 'send' },
});
