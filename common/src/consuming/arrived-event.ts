import { type EventByTopic, keyOf, type StreamPosition, type Topic } from '@ticketing/contracts';
import type { EventOrigin, Outcome, SkippedVersion } from './applier.ts';
import type { BatchPlan, PlannedEvent } from './batch-plan.ts';
import type { ParkedEvent, StreamStep } from './consumer-store.ts';
import { streamPositionOf } from './subscription.ts';

/** An event to apply. `event` is null for a version that an operator has skipped. */
export interface ArrivedEvent extends EventOrigin, PlannedEvent {
  event: unknown;
}

/** Adds an event's group key and stream position. */
export const toArrivedEvent = (message: EventOrigin & { event: EventByTopic[Topic] }): ArrivedEvent => ({
  ...message,
  groupKey: keyOf(message.topic, message.event),
  position: streamPositionOf(message.topic, message.event),
});

/** Makes an event without content of a version that an operator has declared lost. */
export const toSkippedVersion = ({ stream, version, ...origin }: SkippedVersion): ArrivedEvent => ({
  ...origin,
  event: null,
  key: origin.key ?? null,
  groupKey: stream,
  position: { stream, version },
});

/**
 * Computes the stream steps for the case that every event is new and next in its stream; null when that is impossible.
 */
export function stepsOf(events: readonly ArrivedEvent[]): StreamStep[] | null {
  if (new Set(events.map(({ eventId }) => eventId)).size < events.length) return null;
  const positions = events.flatMap(({ position }) => position ?? []);
  const steps: StreamStep[] = [];
  for (const [stream, ofStream] of Map.groupBy(positions, ({ stream }) => stream)) {
    const versions = new Set(ofStream.map(({ version }) => version));
    const [from, to] = [Math.min(...versions) - 1, Math.max(...versions)];
    if (versions.size < ofStream.length || to - from !== versions.size) return null;
    steps.push({ stream, from, to });
  }
  return steps;
}

/** Returns an event's outcome after its plan was carried out; what is not in the plan was in the inbox. */
export const outcomeOf = (event: ArrivedEvent, { outcomes }: BatchPlan<ArrivedEvent>): Outcome => {
  const outcome = outcomes.get(event) ?? 'duplicate';
  return outcome === 'applied' && event.event === null ? 'skipped' : outcome;
};

/** Returns an early event as it is stored until its predecessor arrives. */
export const toParked = ({ position, ...origin }: ArrivedEvent & { position: StreamPosition }): ParkedEvent => ({
  ...position,
  topic: origin.topic,
  eventId: origin.eventId,
  event: origin.event,
  key: origin.key ?? null,
  value: origin.value ?? null,
  headers: origin.headers ?? {},
  traceparent: origin.traceparent ?? null,
});
