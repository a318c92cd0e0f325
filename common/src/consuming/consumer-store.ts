import type { Topic } from '@ticketing/contracts';
import type { HandlingNotes } from './handle-alone.ts';

/** An event that arrived before its predecessor. */
export interface ParkedEvent {
  stream: string;
  version: number;
  topic: Topic;
  eventId: string;
  /** The event as it was decoded; null for a version that an operator has skipped. */
  event: unknown;
  /** The message as it came, and where from: it can still fail, and then goes the way of any failed message. */
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
  /** Whether an event was parked there at any time. */
  hasParked: boolean;
}

/** A stream's move from its last applied version, −1 for none, to a later one. */
export interface StreamStep {
  stream: string;
  from: number;
  to: number;
}

/** Events are not new, or not next in their streams. */
export class NotInOrder extends Error {
  override readonly name = 'NotInOrder';
}

/** An event of the call is in the inbox, in a database whose transactions end at a unique violation. */
export class AlreadyRecorded extends Error {
  override readonly name = 'AlreadyRecorded';
}

/** What consuming needs of a service's database. Implemented for MongoDB (common/mongo) and PostgreSQL (orders). */
export interface ConsumerStore<Tx> {
  /** Runs work in one transaction. May run it again after a conflict. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Those of the events that are recorded as processed. */
  findInInbox(tx: Tx, eventIds: readonly string[]): Promise<Set<string>>;
  /**
   * Records events as processed. @returns the ids of those that were not before
   * @throws AlreadyRecorded instead, where one that was recorded before ends the transaction
   */
  recordInInbox(tx: Tx, entries: readonly InboxEntry[]): Promise<Set<string>>;
  /**
   * The usual case in few round trips: records events as processed and moves their streams on, when none of the events is
   * known, every stream is where it is expected and nothing was ever parked there.
   * @throws NotInOrder otherwise; the transaction is to be rolled back, and the events taken with the other calls
   */
  takeInOrder(tx: Tx, entries: readonly InboxEntry[], steps: readonly StreamStep[]): Promise<void>;
  /** Takes the record back, for an event that was parked and then failed. */
  removeFromInbox(tx: Tx, eventId: string): Promise<void>;
  /**
   * Reads streams so that no other transaction changes them unnoticed: either they are locked until the end of the
   * transaction, or this one's `advanceStreams` and `park` conflict with the other's.
   * @param streams each once
   */
  lockStreams(tx: Tx, streams: readonly string[]): Promise<Map<string, StreamState>>;
  /** Sets the last applied version of streams that `lockStreams` has read. */
  advanceStreams(tx: Tx, versions: ReadonlyMap<string, number>): Promise<void>;
  /** Parks events of streams that `lockStreams` has read. Two that claim one version are one; the first is kept. */
  park(tx: Tx, parked: readonly ParkedEvent[]): Promise<void>;
  /** Takes the event of this version out of the parking place. */
  takeParked(tx: Tx, stream: string, version: number): Promise<ParkedEvent | null>;
  /** Parked events whose predecessor is applied, so that nothing holds them any more. */
  findReleasable(limit: number): Promise<ParkedEvent[]>;
  /** How many are parked and since when the oldest is; for metrics and alarms. */
  parkedStatus(): Promise<{ count: number; oldestAt: Date | null }>;
  handling: HandlingNotes;
}
