import { randomUUID } from 'node:crypto';
import { type Group, replayHeaders, type Topic } from '@ticketing/contracts';
import { currentTraceparent } from '../telemetry/index.ts';
import type { Codec } from './codec.ts';
import { eventMessage } from './event-message.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { OutgoingMessage } from './producer.ts';

export interface ReplayOutcome {
  group: Group;
  /** Event topic of the message, even when it was replayed to a retry or raw topic. */
  topic: Topic;
  /** One of the outcomes that `ops.replay.reported.v1` defines. */
  outcome: string;
  errorCode?: string | null;
}

const reportTopic = 'ops.replay.reported.v1';

/** Returns the id of the replay that a message belongs to, if any. */
export const replayIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  headers[replayHeaders.replayId];

/**
 * Builds the report of a replay's outcome for its operator. Published before the offset is committed, so it may repeat.
 * Each report is its own event: several groups may report on one replay, and the latest per group counts.
 */
export async function replayReport(
  codec: Codec,
  replayId: string,
  { group, topic, outcome, errorCode = null }: ReplayOutcome,
): Promise<OutgoingMessage> {
  const report = { replayId, group, topic, outcome, errorCode, reportedAt: Date.now() };
  return eventMessage(
    codec,
    { topic: reportTopic, eventId: randomUUID(), key: replayId, event: report },
    currentTraceparent() ?? '',
  );
}
