import {
  failureHeaders,
  type Group,
  headerNames,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  replayHeaders,
  retryNotBeforeHeader,
  retryTopicOf,
  topics,
} from '@ticketing/contracts';
import { v5 as uuidv5 } from 'uuid';
import type { Letter, LetterState } from './letter.ts';

/**
 * - `replay`: the original bytes again
 * - `edit`: other bytes, which an operator gave
 * - `skip`: not to be applied, but counted as if it had been
 */
export type ResendKind = 'replay' | 'edit' | 'skip';

/** What somebody who got the message says of it. */
export interface Report {
  group: string;
  /** applied, duplicate, stale, parked, skipped, published; or dead_lettered. `not_sent` is our own: the broker refuses the message. */
  outcome: string;
  errorCode: string | null;
  at: Date;
}

export type ResendStatus = 'waiting' | 'succeeded' | 'failed';

/** One letter's message, sent again. Its id travels with it, in the header `replay.id`. */
export interface Resend {
  id: string;
  /** The replay that it is part of. */
  replayId: string;
  letterId: string;
  group: Group;
  topic: Letter['topic'];
  kind: ResendKind;
  /** Position to be counted as applied; of skips only. */
  skip: string | null;
  /** Who will report. A skip of an event that was never published goes to everybody who waits for it. */
  awaited: Group[];
  reports: Report[];
  status: ResendStatus;
  claimedAt: Date;
  /** Null until the broker has acknowledged it; then, after a crash, it may be there twice. */
  publishedAt: Date | null;
}

const failures = new Set(['dead_lettered', 'not_sent']);
export const isFailure = ({ outcome }: Pick<Report, 'outcome'>): boolean => failures.has(outcome);

/**
 * The reports of a resend with another one. A message that is there twice is reported twice, and one that was parked can
 * still fail: of each group the latest counts.
 */
export function withReport(reports: readonly Report[], report: Report): Report[] {
  const earlier = reports.find(({ group }) => group === report.group);
  if (earlier && earlier.at > report.at) return [...reports];
  return [...reports.filter(({ group }) => group !== report.group), report];
}

export function statusOf({ awaited, reports }: Pick<Resend, 'awaited' | 'reports'>): ResendStatus {
  if (reports.some(isFailure)) return 'failed';
  return awaited.every((group) => reports.some((report) => report.group === group)) ? 'succeeded' : 'waiting';
}

/** What becomes of a letter with the status of its last resend. */
export function letterStateAfter({ kind, status }: Pick<Resend, 'kind' | 'status'>): LetterState {
  if (status === 'waiting') return 'replaying';
  if (status === 'failed') return 'failed_again';
  return kind === 'skip' ? 'discarded' : 'succeeded';
}

interface Target {
  group: Group;
  topic: string;
}

/** Where a letter goes when it is sent again: to the group that failed at it, and to no other. */
export function targetsOf({ group, topic }: Pick<Letter, 'group' | 'topic'>, kind: ResendKind): Target[] {
  const retryTopic = (of: Group): Target => ({ group: of, topic: retryTopicOf(topic, of, 0) });
  if (group !== relayGroup) return [retryTopic(group)];
  // What a relay could not publish has reached nobody: every consumer of the topic misses it.
  if (kind === 'skip') return topics[topic].consumers.map(retryTopic);
  return relayedThroughRaw(topic) ? [{ group, topic: rawTopicOf(topic) }] : [retryTopic(group)];
}

export interface ResendMessage {
  topic: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** The bytes that an operator wants to be sent instead. */
export interface Edit {
  key: Buffer | null;
  value: Buffer;
}

/**
 * The messages of a resend: key, bytes and headers as they came, and what tells the receiver that it is a replay. The
 * origin stays with it, so that it is found again should it fail again. Always the same, so that it can be sent twice.
 */
export function messagesOf(letter: Letter, { id, kind, skip }: Resend, edit: Edit | null): ResendMessage[] {
  const { key, value } = edit ?? letter;
  const headers = {
    ...originalHeadersOf(letter),
    ...originHeadersOf(letter),
    ...(edit && missingEventId(letter)),
    [replayHeaders.replayId]: id,
    ...(skip !== null && { [replayHeaders.skip]: skip }),
  };
  return targetsOf(letter, kind).map(({ topic }) => ({ topic, key, value, headers }));
}

const addedOnTheWay = new Set<string>([
  ...Object.values(failureHeaders),
  ...Object.values(replayHeaders),
  retryNotBeforeHeader,
]);

/** The headers that the message had before it failed. */
function originalHeadersOf({ headers }: Letter): Record<string, Buffer | Buffer[]> {
  const byName = Map.groupBy(
    headers.filter(({ name }) => !addedOnTheWay.has(name)),
    ({ name }) => name,
  );
  return Object.fromEntries(
    [...byName].map(([name, several]) => {
      const values = several.map(({ value }) => value);
      return [name, values.length === 1 ? (values[0] as Buffer) : values];
    }),
  );
}

const originHeadersOf = ({ origin: { topic, partition, offset } }: Letter): Record<string, string> => ({
  [failureHeaders.originTopic]: topic,
  ...(partition !== null && { [failureHeaders.originPartition]: String(partition) }),
  ...(offset !== null && { [failureHeaders.originOffset]: offset }),
});

/** Namespace of event ids of raw messages that had none (RFC 9562, 5.5); fixed for ever. */
const rawNamespace = '6f1f4f5e-0b0e-4a55-9a4e-2f6a1f0c8d3b';

/** A raw message can't be published without an event id. One that has none gets the same one whenever it is mended. */
function missingEventId({ group, headers, eventId }: Letter): Record<string, string> {
  const isMissing = group === relayGroup && !headers.some(({ name }) => name === headerNames.eventId);
  return isMissing ? { [headerNames.eventId]: uuidv5(eventId, rawNamespace) } : {};
}
