import { type Codec, type OutgoingMessage, type Publisher, replayReport } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { relayGroup } from '@ticketing/contracts';
import { publishExceptTooLarge, tooLargeError } from '../publish-batch.ts';
import { deadRowMessage } from './dead-row-message.ts';
import type { EncodedRows } from './encode-rows.ts';
import type { ProcessedRows } from './published-row-cleanup.ts';
import type { DeadLetterReason } from './queue-changes.ts';

/**
 * Publishes encoded rows and dead letters, then the reports of replays that end with them. A row whose event exceeds
 * its topic's limit is dead, like one that its schema rejects: its successors are published, and consumers park them.
 * @returns the published and dead rows, once the broker has acknowledged every message about them
 */
export async function publishRows(
  { publisher, codec }: { publisher: Publisher; codec: Codec },
  encoded: EncodedRows,
): Promise<ProcessedRows> {
  const refused = await publishExceptTooLarge(publisher, encoded.messages);
  const processed = refused.length === 0 ? encoded : await deadLetterRefused(publisher, encoded, refused);
  const reports = await reportsOf(codec, processed);
  if (reports.length > 0) await publisher.publish(reports);
  return processed;
}

async function deadLetterRefused(
  publisher: Publisher,
  { published, dead, rowOf }: EncodedRows,
  refused: readonly OutgoingMessage[],
): Promise<ProcessedRows> {
  const at = new Date();
  const eventRows = new Set(published);
  const died = new Map<PendingRow, DeadLetterReason>();
  const letters = refused.map((message) => {
    const row = rowOf.get(message);
    if (!row || !eventRows.has(row)) return withoutValue(message);
    const error = tooLargeError(message);
    died.set(row, { row, code: error.code, message: error.message });
    return deadRowMessage(row, error, at);
  });
  await publishLetters(publisher, letters);
  return { published: published.filter((row) => !died.has(row)), dead: [...dead, ...died.values()] };
}

async function reportsOf(codec: Codec, { published, dead }: ProcessedRows): Promise<OutgoingMessage[]> {
  const reports: OutgoingMessage[] = [];
  const report = async ({ replayId, topic }: PendingRow, outcome: string, errorCode?: string) => {
    if (replayId) reports.push(await replayReport(codec, replayId, { group: relayGroup, topic, outcome, errorCode }));
  };
  for (const row of published) await report(row, 'published');
  for (const { row, code } of dead) await report(row, 'dead_lettered', code);
  return reports;
}

/**
 * JSON can be several times the size of Avro. An oversized dead letter is published without its value; its row is kept
 * among the dead rows.
 */
async function publishLetters(publisher: Publisher, letters: OutgoingMessage[]): Promise<void> {
  const refused = await publishExceptTooLarge(publisher, letters);
  if (refused.length > 0) await publisher.publish(refused.map(withoutValue));
}

const withoutValue = (letter: OutgoingMessage): OutgoingMessage => ({ ...letter, value: null });
