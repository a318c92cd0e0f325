import type { Group, Topic } from '@ticketing/contracts';
import type { Answer } from './journal.ts';

/** A message that was meant to be dead-lettered: poison from a test. */
export interface ExpectedDeadLetter {
  /** The event topic, also for dead letters of the relay. */
  topic: Topic;
  group: Group;
  /** `topic/partition/offset` for a message without an event id. */
  eventId: string;
}

/** What the judges need to know in addition to the observation. */
export interface Expectations {
  /** The moment of the observation. */
  now: Date;
  /** PAYMENT_GRACE_SECONDS of the observed system. */
  graceSeconds: number;
  deadLetters: ExpectedDeadLetter[];
  /** Events that a test published directly, without an outbox. */
  injectedEventIds: ReadonlySet<string>;
  /**
   * How long parts of the system were unavailable in total: outcomes may be that much later. If undefined, only orders that
   * still have no outcome count as late.
   */
  downtimeMs?: number;
  /** The system's 2xx responses, which must hold. */
  journal: readonly Answer[];
}

export const defaultGraceSeconds = 120;

export const expectations = (known: Partial<Expectations> = {}): Expectations => ({
  now: new Date(),
  graceSeconds: defaultGraceSeconds,
  deadLetters: [],
  injectedEventIds: new Set(),
  journal: [],
  ...known,
});
