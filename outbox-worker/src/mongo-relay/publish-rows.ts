import { type Codec, type OutgoingMessage, type Publisher, replayReport } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { relayGroup } from '@ticketing/contracts';
import { publishFitting, tooLarge } from '../publish-batch.ts';
import { deadRowMessage } from './dead-row-message.ts';
import type { EncodedRows } from './encode-rows.ts';
import type { DeadLetterReason } from './queue-changes.ts';
import type { Finished } from './removals.ts';

/**
 * Publishes encoded rows and dead letters, and then the reports of replays that end with them. A row whose event is larger
 * than its topic takes is dead, like one that its schema refuses: its successors are published, and consumers park them.
 * @returns the rows by what they are now, once the broker has acknowledged all that is said of them
 */
export async function publishRows(
  { publisher, codec }: { publisher: Publisher; codec: Codec },
  encoded: EncodedRows,
): Promise<Finished> {
  const refused = await publishFitting(publisher, encoded.messages);
  const finished = refused.length === 0 ? encoded : await deadLetterRefused(publisher, encoded, refused);
  const reports = await reportsOf(codec, finished);
  if (reports.length > 0) await publisher.publish(reports);
  return finished;
}

async function deadLetterRefused(
  publisher: Publisher,
  { published, dead, rowOf }: EncodedRows,
  refused: readonly OutgoingMessage[],
): Promise<Finished> {
  const at = new Date();
  const isEvent = new Set(published);
  const died = new Map<PendingRow, DeadLetterReason>();
  const letters = refused.map((message) => {
    const row = rowOf.get(message);
    if (!row || !isEvent.has(row)) return withoutValue(message);
    const error = tooLarge(message);
    died.set(row, { row, code: error.code, message: error.message });
    return deadRowMessage(row, error, at);
  });
  await publishLetters(publisher, letters);
  return { published: published.filter((row) => !died.has(row)), dead: [...dead, ...died.values()] };
}

async function reportsOf(codec: Codec, { published, dead }: Finished): Promise<OutgoingMessage[]> {
  const reports: OutgoingMessage[] = [];
  const report = async ({ replayId, topic }: PendingRow, outcome: string, errorCode?: string) => {
    if (replayId) reports.push(await replayReport(codec, replayId, { group: relayGroup, topic, outcome, errorCode }));
  };
  for (const row of published) await report(row, 'published');
  for (const { row, code } of dead) await report(row, 'dead_lettered', code);
  return reports;
}

/** JSON can be many times as large as Avro. A letter that does not fit names its row, which stays with the dead ones. */
async function publishLetters(publisher: Publisher, letters: OutgoingMessage[]): Promise<void> {
  const refused = await publishFitting(publisher, letters);
  if (refused.length > 0) await publisher.publish(refused.map(withoutValue));
}

const withoutValue = (letter: OutgoingMessage): OutgoingMessage => ({ ...letter, value: null });
