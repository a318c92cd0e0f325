import { type Group, type StreamPosition, type Topic, topics } from '@ticketing/contracts';

/**
 * - `open`: not handled yet
 * - `replaying`: resent, or about to be; its group has not reported yet
 * - `succeeded`: its group has reported a successful replay
 * - `failed_again`: the replay was dead-lettered, too
 * - `discarded`: an operator has given it up
 */
export const letterStates = ['open', 'replaying', 'succeeded', 'failed_again', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];

/** States that wait for an operator. */
export const unsettledStates = ['open', 'failed_again'] as const satisfies LetterState[];
export const isUnsettled = (state: LetterState): boolean => (unsettledStates as LetterState[]).includes(state);
export const isSettled = (state: LetterState): boolean => state === 'succeeded' || state === 'discarded';

/** Retention of a settled letter. An unsettled one is kept, even after its topic has deleted it. */
export const keepSettledMs = 30 * 24 * 60 * 60 * 1000;

/** Where the message was first read. Rows of a MongoDB outbox have neither partition nor offset. */
export interface Origin {
  topic: string;
  partition: number | null;
  offset: string | null;
}

export interface LetterError {
  /** Stable and machine-readable. */
  code: string;
  class: string;
  message: string;
  stack: string | null;
}

export interface Header {
  name: string;
  value: Buffer;
}

/** The decoded value, if it could be decoded. */
export interface Content {
  format: 'avro' | 'json' | 'unknown';
  /** The decoded value as JSON text. */
  json: string | null;
  /** Why it could not be decoded. */
  problem: string | null;
  position: StreamPosition | null;
}

/** A message that a group failed to process, as stored on its dead-letter topic. */
export interface DeadLetter {
  id: string;
  group: Group;
  /** Event topic. */
  topic: Topic;
  origin: Origin;
  eventId: string;
  key: Buffer | null;
  value: Buffer | null;
  /** All headers of the dead letter, including those of its failure. */
  headers: Header[];
  schemaId: number | null;
  error: LetterError;
  /** Number of failed attempts. */
  attempts: number;
  firstFailedAt: Date;
  lastFailedAt: Date;
  /** The resend that produced the message, if any. */
  resendId: string | null;
  /** `partition/offset` on the dead-letter topic. */
  place: string;
}

/** Who discarded a letter, and why. */
export interface Discard {
  by: string;
  at: Date;
  reason: string;
  /** Position that was skipped; null when the event is unversioned or the gap was kept. */
  skip: string | null;
}

/** The record of a dead letter. Key, value and headers are those of the first failure, whatever was resent since. */
export interface Letter extends Omit<DeadLetter, 'resendId' | 'place'> {
  content: Content;
  state: LetterState;
  /** Number of replays that were dead-lettered. */
  failedAgain: number;
  /** Id of its latest resend. */
  lastResendId: string | null;
  discard: Discard | null;
  /** Positions on the dead-letter topic; each is counted once. */
  places: string[];
  indexedAt: Date;
}

/** A letter without its value, which may be megabytes: enough for a list. */
export type LetterHead = Omit<Letter, 'value' | 'content'> & { content: Pick<Content, 'position'> };

/** Returns whether the topic's events are versioned, so that a group may wait for a missing one. */
export const isVersioned = (topic: Topic): boolean => topics[topic].aggregate !== undefined;

/** Timeout for the report of a resend: all retry delays of its group (13 minutes by default) plus a margin. */
export const reportTimeoutMs = 20 * 60 * 1000;

/**
 * Returns why a letter selected by id can't be replayed now; null when it can. A discarded one can be replayed unless
 * its version was skipped, because the group counts it as applied.
 */
export function whyNotReplayable(
  { state, discard }: Pick<Letter, 'state' | 'discard'>,
  sentAt: Date | null,
  now: Date,
): string | null {
  switch (state) {
    case 'open':
    case 'failed_again':
      return null;
    case 'succeeded':
      return 'has already succeeded';
    case 'discarded':
      return discard?.skip ? `was discarded, and ${discard.skip} counts as applied` : null;
    case 'replaying':
      return sentAt && now.getTime() - sentAt.getTime() > reportTimeoutMs ? null : 'is being replayed';
  }
}

/** What an operator can do with a letter. */
export const letterActions = ['replay', 'edit', 'discard'] as const;
export type LetterAction = (typeof letterActions)[number];

/** Returns the actions that are allowed on a letter selected by id. */
export function actionsOf(letter: Pick<Letter, 'state' | 'discard'>, sentAt: Date | null, now: Date): LetterAction[] {
  if (whyNotReplayable(letter, sentAt, now) !== null) return [];
  return isUnsettled(letter.state) ? [...letterActions] : ['replay', 'edit'];
}
