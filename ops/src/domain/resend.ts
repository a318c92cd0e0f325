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
 * - `replay`: the original bytes
 * - `edit`: other bytes, given by an operator
 * - `skip`: not applied, but counted as applied
 */
export type ResendKind = 'replay' | 'edit' | 'skip';

/** A receiver's report of the message's outcome. */
export interface Report {
  group: string;
  /**
   * applied, duplicate, stale, parked, skipped, published or dead_lettered. `not_sent` is from ops itself: the broker
   * refused the message.
   */
  outcome: string;
  errorCode: string | null;
  at: Date;
}

export type ResendStatus = 'waiting' | 'succeeded' | 'failed';

/** A resend of one letter's message. Its id travels in the header `replay.id`. */
export interface Resend {
  id: string;
  /** The replay that contains it. */
  replayId: string;
  letterId: string;
  group: Group;
  topic: Letter['topic'];
  kind: ResendKind;
  /** Position to count as applied; for skips only. */
  skip: string | null;
  /** Groups expected to report. A skip of an unpublished event goes to every group that waits for it. */
  awaited: Group[];
  reports: Report[];
  status: ResendStatus;
  claimedAt: Date;
  /** Null until the broker has acknowledged it. After a crash in between, it may be published twice. */
  publishedAt: Date | null;
}

const failures = new Set(['dead_lettered', 'not_sent']);
export const isFailure = ({ outcome }: Pick<Report, 'outcome'>): boolean => failures.has(outcome);

/**
 * Adds a report to those of a resend. A duplicated message is reported twice and a parked one can still fail, so the
 * latest report per group counts.
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

/** Returns the state of a letter after its last resend. */
export function letterStateAfter({ kind, status }: Pick<Resend, 'kind' | 'status'>): LetterState {
  if (status === 'waiting') return 'replaying';
  if (status === 'failed') return 'failed_again';
  return kind === 'skip' ? 'discarded' : 'succeeded';
}

interface Target {
  group: Group;
  topic: string;
}

/** Returns the targets of a resend: only the group that failed. */
export function targetsOf({ group, topic }: Pick<Letter, 'group' | 'topic'>, kind: ResendKind): Target[] {
  const retryTopic = (of: Group): Target => ({ group: of, topic: retryTopicOf(topic, of, 0) });
  if (group !== relayGroup) return [retryTopic(group)];
  // An event that a relay failed to publish is missing in every consumer of the topic.
  if (kind === 'skip') return topics[topic].consumers.map(retryTopic);
  return relayedThroughRaw(topic) ? [{ group, topic: rawTopicOf(topic) }] : [retryTopic(group)];
}

export interface ResendMessage {
  topic: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** Replacement bytes given by an operator. */
export interface Edit {
  key: Buffer | null;
  value: Buffer;
}

/**
 * Builds the messages of a resend: original key, bytes and headers, plus the replay headers. The origin is included, so
 * that a new failure maps to the same letter. Deterministic, so that a message can be sent twice.
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

const transportHeaders = new Set<string>([
  ...Object.values(failureHeaders),
  ...Object.values(replayHeaders),
  retryNotBeforeHeader,
]);

/** Returns the headers that the message had before it failed. */
function originalHeadersOf({ headers }: Letter): Record<string, Buffer | Buffer[]> {
  const byName = Map.groupBy(
    headers.filter(({ name }) => !transportHeaders.has(name)),
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

/** Namespace for event ids of raw messages without one (RFC 9562, section 5.5). Must never change. */
const rawNamespace = '6f1f4f5e-0b0e-4a55-9a4e-2f6a1f0c8d3b';

/** A raw message can't be published without an event id. One without gets a deterministic id. */
function missingEventId({ group, headers, eventId }: Letter): Record<string, string> {
  const isMissing = group === relayGroup && !headers.some(({ name }) => name === headerNames.eventId);
  return isMissing ? { [headerNames.eventId]: uuidv5(eventId, rawNamespace) } : {};
}
