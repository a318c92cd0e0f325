import { randomUUID } from 'node:crypto';
import { type Group, headerNames, replayHeaders, type Topic } from '@ticketing/contracts';
import { currentTraceparent } from '../telemetry/index.ts';
import type { Codec } from './codec.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { OutgoingMessage } from './producer.ts';

export interface ReplayOutcome {
  group: Group;
  /** Event topic of the message, whichever retry or raw topic it was replayed to. */
  topic: Topic;
  /** One of those that `ops.replay.reported.v1` names. */
  outcome: string;
  errorCode?: string | null;
}

const reportTopic = 'ops.replay.reported.v1';

/** The replay a message belongs to, if an operator began one. */
export const replayIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined =>
  headers[replayHeaders.replayId];

/**
 * What became of a replay, for the operator who began it. Reported before the message is committed, so it may be reported
 * twice. Each report is an event of its own: several groups may report on one replay, and of each the latest counts.
 */
export async function replayReport(
  codec: Codec,
  replayId: string,
  { group, topic, outcome, errorCode = null }: ReplayOutcome,
): Promise<OutgoingMessage> {
  const report = { replayId, group, topic, outcome, errorCode, reportedAt: Date.now() };
  return {
    topic: reportTopic,
    key: replayId,
    value: await codec.encode(reportTopic, report),
    headers: {
      [headerNames.eventId]: randomUUID(),
      [headerNames.eventType]: 'ReplayReported',
      [headerNames.traceparent]: currentTraceparent() ?? '',
    },
  };
}
