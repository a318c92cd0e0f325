import type { Topic } from '@ticketing/contracts';
import type { InFlightMarkers } from './poison-message-detector.ts';

/** An event that arrived before its predecessor. */
export interface ParkedEvent {
  stream: string;
  version: number;
  topic: Topic;
  eventId: string;
  /** The decoded event; null for a version that an operator has skipped. */
  event: unknown;
  /** The original message and its origin: a parked event can still fail and is then routed like any failed message. */
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  traceparent: string | null;
}

export interface InboxEntry {
  eventId: string;
  topic: string;
}

export interface StreamState {
  /** The last applied version, −1 for none. */
  version: number;
  /** Whether an event of this stream has ever been parked. */
  hasParked: boolean;
}

/** A stream's step from its last applied version (−1 for none) to a later one. */
export interface StreamStep {
  stream: string;
  from: number;
  to: number;
}

/** Thrown when an event is not new or not next in its stream. */
export class NotInOrder extends Error {
  override readonly name = 'NotInOrder';
}

/** Thrown when an event is already in the inbox and the database aborts the transaction at a unique violation. */
export class AlreadyRecorded extends Error {
  override readonly name = 'AlreadyRecorded';
}

/** The storage that consuming requires. Implemented for MongoDB (common/mongo) and PostgreSQL (orders). */
export interface ConsumerStore<Tx> {
  /** Runs work in one transaction. Retries it after a conflict. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Returns the ids that are already recorded as processed. */
  findInInbox(tx: Tx, eventIds: readonly string[]): Promise<Set<string>>;
  /**
   * Records events as processed.
   * @returns the ids that were not recorded before
   * @throws AlreadyRecorded when a recorded id aborts the transaction
   */
  recordInInbox(tx: Tx, entries: readonly InboxEntry[]): Promise<Set<string>>;
  /**
   * Handles the common case in few round trips: records events as processed and advances their streams, provided that
   * every event is new, every stream is at its expected version, and no event was ever parked.
   * @throws NotInOrder otherwise; the caller rolls the transaction back and uses the other methods
   */
  recordInOrder(tx: Tx, entries: readonly InboxEntry[], steps: readonly StreamStep[]): Promise<void>;
  /** Deletes the record of an event that was parked and then failed. */
  removeFromInbox(tx: Tx, eventId: string): Promise<void>;
  /**
   * Reads streams so that no concurrent change goes unnoticed: either the streams stay locked until the transaction
   * ends, or its `advanceStreams` and `park` conflict with those of the other transaction.
   * @param streams each once
   */
  lockStreams(tx: Tx, streams: readonly string[]): Promise<Map<string, StreamState>>;
  /** Sets the last applied version of streams that `lockStreams` has read. */
  advanceStreams(tx: Tx, versions: ReadonlyMap<string, number>): Promise<void>;
  /** Parks events of streams that `lockStreams` has read. Of two events with the same version, the first is kept. */
  park(tx: Tx, parked: readonly ParkedEvent[]): Promise<void>;
  /** Removes and returns the parked event of this version. */
  takeParked(tx: Tx, stream: string, version: number): Promise<ParkedEvent | null>;
  /** Returns parked events whose predecessor has been applied. */
  findReleasable(limit: number): Promise<ParkedEvent[]>;
  /** Returns the number of parked events and the age of the oldest, for metrics and alerts. */
  parkedStatus(): Promise<{ count: number; oldestAt: Date | null }>;
  inFlightMarkers: InFlightMarkers;
}
