import { type Group, type Topic, topics } from '@ticketing/contracts';

/**
 * - `open`: nobody has dealt with it
 * - `replaying`: it was sent again, or is about to be; its group has not reported yet
 * - `succeeded`: its group has reported that the replay was dealt with
 * - `failed_again`: the replay was dead-lettered too
 * - `discarded`: an operator has given it up
 */
export const letterStates = ['open', 'replaying', 'succeeded', 'failed_again', 'discarded'] as const;
export type LetterState = (typeof letterStates)[number];

/** What waits for an operator. */
export const unsettledStates = ['open', 'failed_again'] as const satisfies LetterState[];
export const isSettled = (state: LetterState): boolean => state === 'succeeded' || state === 'discarded';

/** A settled letter is kept for this long, then removed. One that is not settled stays, also when its topic has forgotten it. */
export const keepSettledMs = 30 * 24 * 60 * 60 * 1000;

/** Where the message was first taken from. Rows of a Mongo outbox have neither partition nor offset. */
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

/** Where an event stands in its aggregate's sequence. */
export interface Position {
  /** E.g. `order:4711`. */
  stream: string;
  version: number;
}

/** What could be made of the value. */
export interface Content {
  format: 'avro' | 'json' | 'unknown';
  /** The decoded value as JSON text. */
  json: string | null;
  /** Why it could not be decoded. */
  problem: string | null;
  position: Position | null;
}

/** A message that a group could not do, as its dead-letter topic has it. */
export interface DeadLetter {
  id: string;
  group: Group;
  /** Event topic. */
  topic: Topic;
  origin: Origin;
  eventId: string;
  key: Buffer | null;
  value: Buffer | null;
  /** All headers of the dead letter, with what was said of its failure. */
  headers: Header[];
  schemaId: number | null;
  error: LetterError;
  /** Attempts that failed. */
  attempts: number;
  firstFailedAt: Date;
  lastFailedAt: Date;
  /** Resend that the message came from, if it was one. */
  resendId: string | null;
  /** `partition/offset` on the dead-letter topic. */
  place: string;
}

/** Who gave a letter up, and why. */
export interface Discard {
  by: string;
  at: Date;
  reason: string;
  /** Position that was counted as applied instead; null when nothing waits for it, or the gap was kept. */
  skip: string | null;
}

/** The record of a dead letter. Key, value and headers are those of the first time, whatever was sent since. */
export interface Letter extends Omit<DeadLetter, 'resendId' | 'place'> {
  content: Content;
  state: LetterState;
  /** How many replays were dead-lettered again. */
  failedAgain: number;
  /** The last time it was sent again. */
  lastResendId: string | null;
  discard: Discard | null;
  /** Places on the dead-letter topic; each is counted once. */
  places: string[];
  indexedAt: Date;
}

/** A letter without its value, which may be a megabyte: enough to list it. */
export type LetterHead = Omit<Letter, 'value' | 'content'> & { content: Pick<Content, 'position'> };

/** Whether events of the topic are counted, so that a group may wait for one that is missing. */
export const isVersioned = (topic: Topic): boolean => topics[topic].aggregate !== undefined;

/** Longest wait for the outcome of a resend: all retry delays of its group (13 minutes by default), with some air. */
export const unansweredAfterMs = 20 * 60 * 1000;

/**
 * Why a letter that an operator named can't be sent again now; null when it can. A discarded one can be taken up again,
 * unless its version was skipped: the group counts it as applied.
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
      return 'has succeeded already';
    case 'discarded':
      return discard?.skip ? `was discarded, and ${discard.skip} counts as applied` : null;
    case 'replaying':
      return sentAt && now.getTime() - sentAt.getTime() > unansweredAfterMs ? null : 'is being replayed';
  }
}
