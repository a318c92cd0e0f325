import type { Group, Topic } from '@ticketing/contracts';
import type { Answer } from './journal.ts';

/** A message that was meant to be given up: poison that a test has sent. */
export interface ExpectedDeadLetter {
  /** The event topic, also for what the relay gave up. */
  topic: Topic;
  group: Group;
  /** `topic/partition/offset` for a message without an event id. */
  eventId: string;
}

/** What the judges have to know besides what they see. */
export interface Expectations {
  /** The moment of the observation. */
  now: Date;
  /** PAYMENT_GRACE_SECONDS of the observed system. */
  graceSeconds: number;
  deadLetters: ExpectedDeadLetter[];
  /** Events that a test has put on topics itself, past every outbox. */
  injectedEventIds: ReadonlySet<string>;
  /**
   * How long parts of the system were away, altogether: orders may be settled so much later. undefined when nobody knows;
   * then only orders that are still unsettled count as late.
   */
  downtimeMs?: number;
  /** What the system has answered; it must keep its word. */
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
