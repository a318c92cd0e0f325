import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { ParkedEvent } from './consumer-store.ts';
import type { HandlingNotes } from './handle-alone.ts';
import type { StreamPosition } from './subscription.ts';

/** Which message an event came in, and its bytes. */
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

/** An operator's decision that a version will never come: it counts as applied, without effect. */
export type SkippedVersion = EventOrigin & StreamPosition;

/**
 * - `applied`: the handler ran (and those of parked successors)
 * - `duplicate`: the inbox has it
 * - `stale`: its version was applied before, by another event id
 * - `parked`: a predecessor is missing; it waits in the database
 * - `skipped`: its version counts as applied, because an operator said so
 */
export type Outcome = 'applied' | 'duplicate' | 'stale' | 'parked' | 'skipped';

/** How a service deals with events: in its database, all of it durable once it resolves. */
export interface Applier {
  apply(event: DecodedEvent): Promise<Outcome>;
  /**
   * Applies several at once, in one transaction: all of them, or none when it rejects.
   * @returns the outcome of each
   */
  applyAll(events: readonly DecodedEvent[]): Promise<Outcome[]>;
  skip(version: SkippedVersion): Promise<Outcome>;
  /**
   * Applies parked events whose predecessor is applied but which are still there: they failed with it. One that fails
   * again is handed over and then no longer parked.
   * @param onFailure resolves when the event is durable elsewhere
   */
  releaseParked(onFailure: (parked: ParkedEvent, error: unknown) => Promise<void>): Promise<void>;
  handling: HandlingNotes;
}
