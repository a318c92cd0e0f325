import type { EventByTopic, StreamPosition, Topic } from '@ticketing/contracts';
import type { ParkedEvent } from './consumer-store.ts';
import type { InFlightMarkers } from './poison-message-detector.ts';

/** The message that carried an event, with its raw bytes. */
export interface EventOrigin<T extends Topic = Topic> {
  topic: T;
  eventId: string;
  key?: Buffer | null;
  value?: Buffer | null;
  headers?: Record<string, string>;
  traceparent?: string | null;
}

/** A decoded message. */
export interface DecodedEvent<T extends Topic = Topic> extends EventOrigin<T> {
  event: EventByTopic[T];
}

/** A version that an operator has declared lost. It counts as applied and has no effect. */
export type SkippedVersion = EventOrigin & StreamPosition;

/**
 * - `applied`: the handler ran, and so did the handlers of its parked successors
 * - `duplicate`: the event id is in the inbox, or the same event is on the topic of the next generation, which is read, too
 * - `stale`: its version was already applied under another event id
 * - `parked`: a predecessor is missing; the event waits in the database
 * - `skipped`: an operator skipped this version, so it counts as applied
 */
export type Outcome = 'applied' | 'duplicate' | 'stale' | 'parked' | 'skipped';

/** Applies events to a service's database. Every effect is durable when a call resolves. */
export interface Applier {
  apply(event: DecodedEvent): Promise<Outcome>;
  /**
   * Applies several events in one transaction. When it rejects, none of them is applied.
   * @returns the outcome of each event
   */
  applyAll(events: readonly DecodedEvent[]): Promise<Outcome[]>;
  skip(version: SkippedVersion): Promise<Outcome>;
  /**
   * Applies parked events whose predecessor has been applied. They are still parked because an earlier attempt failed.
   * An event that fails again is passed to `onFailure` and then unparked.
   * @param onFailure resolves when the event is durable elsewhere
   */
  releaseParked(onFailure: (parked: ParkedEvent, error: unknown) => Promise<void>): Promise<void>;
  inFlightMarkers: InFlightMarkers;
}
