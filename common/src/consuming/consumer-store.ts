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

/** What consuming needs of a service's database. Implemented for MongoDB (common/mongo) and PostgreSQL (orders). */
export interface ConsumerStore<Tx> {
  /** Runs work in one transaction. May run it again after a conflict. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Records the event as processed. @returns false when it was recorded before */
  recordInInbox(tx: Tx, eventId: string, topic: string): Promise<boolean>;
  /** Takes the record back, for an event that was parked and then failed. */
  removeFromInbox(tx: Tx, eventId: string): Promise<void>;
  /**
   * Locks the stream until the transaction ends, so that a predecessor can't be applied while its successor is being parked.
   * @returns the last applied version, −1 for none
   */
  lockStream(tx: Tx, stream: string): Promise<number>;
  advanceStream(tx: Tx, stream: string, version: number): Promise<void>;
  park(tx: Tx, parked: ParkedEvent): Promise<void>;
  /** Takes the event of this version out of the parking place. */
  takeParked(tx: Tx, stream: string, version: number): Promise<ParkedEvent | null>;
  /** Parked events whose predecessor is applied, so that nothing holds them any more. */
  findReleasable(limit: number): Promise<ParkedEvent[]>;
  /** How many are parked and since when the oldest is; for metrics and alarms. */
  parkedStatus(): Promise<{ count: number; oldestAt: Date | null }>;
  handling: HandlingNotes;
}
