import type { Topic } from '@ticketing/contracts';

/** An event that arrived before its predecessor. */
export interface ParkedEvent {
  stream: string;
  version: number;
  topic: Topic;
  eventId: string;
  /** The event as it was decoded. */
  event: unknown;
  /** The message as it came: an operator can look at it, or replay it. */
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
  /**
   * Locks the stream until the transaction ends, so that a predecessor can't be applied while its successor is being parked.
   * @returns the last applied version, −1 for none
   */
  lockStream(tx: Tx, stream: string): Promise<number>;
  advanceStream(tx: Tx, stream: string, version: number): Promise<void>;
  park(tx: Tx, parked: ParkedEvent): Promise<void>;
  /** Takes the event of this version out of the parking place. */
  takeParked(tx: Tx, stream: string, version: number): Promise<ParkedEvent | null>;
  /** How many are parked and since when the oldest is; for metrics and alarms. */
  parkedStatus(): Promise<{ count: number; oldestAt: Date | null }>;
}
