import type { EventByTopic, Topic } from '@ticketing/contracts';
import { inTrace, isInTrace, processingSpan, SpanKind, startDetachedSpan } from '../telemetry/index.ts';
import type { BatchHandler, Delivery, Handler, Subscriptions } from './subscription.ts';

/** The part of an event that a handler sees. `event` is null for a version that an operator has skipped. */
export interface Handled {
  event: unknown;
  eventId: string;
  traceparent?: string | null;
}

/** Runs the handler of a topic, within the transaction, for events without an order among each other. */
export type RunHandler<Tx> = (tx: Tx, topic: Topic, events: readonly Handled[]) => Promise<void>;

/**
 * Runs a topic's handler for its events, each in its own trace. Skipped versions have no content, so no handler runs.
 */
export function createHandlerRunner<Tx>(subscriptions: Subscriptions<Tx>): RunHandler<Tx> {
  type AnyHandler = Handler<Topic, Tx> | BatchHandler<Topic, Tx>;

  const runBatchHandler = async (
    tx: Tx,
    topic: Topic,
    { handleAll }: BatchHandler<Topic, Tx>,
    events: readonly Handled[],
  ) => {
    const spans = events.map(({ traceparent }) => startDetachedSpan(spanOf(topic, traceparent)));
    const deliveries = events.map(({ event, eventId }, index) => ({
      ...deliveryOf(tx, event, eventId),
      traceparent: spans[index]?.traceparent,
    }));
    try {
      await handleAll(tx, deliveries);
      for (const span of spans) span.end();
    } catch (error) {
      for (const span of spans) span.end(error);
      throw error;
    }
  };

  return async (tx, topic, events) => {
    const handler = subscriptions[topic] as AnyHandler | undefined;
    if (!handler) throw new Error(`no handler for ${topic}`);
    const withContent = events.filter(({ event }) => event !== null);
    if (withContent.length === 0) return;
    if (typeof handler !== 'function') return runBatchHandler(tx, topic, handler, withContent);
    for (const { event, eventId, traceparent } of withContent)
      await inTrace(spanOf(topic, traceparent), (current) =>
        handler({ ...deliveryOf(tx, event, eventId), traceparent: current }),
      );
  };
}

/** Within the span of its message, if that has one: a message of a batch and an event that was parked have none. */
const spanOf = (topic: Topic, traceparent: string | null | undefined) =>
  traceparent && isInTrace(traceparent)
    ? { name: `handle ${topic}`, kind: SpanKind.INTERNAL }
    : { ...processingSpan(topic), traceparent: traceparent ?? undefined };

const deliveryOf = <Tx>(tx: Tx, event: unknown, eventId: string): Omit<Delivery<Topic, Tx>, 'traceparent'> => ({
  event: event as EventByTopic[Topic],
  eventId,
  tx,
});
