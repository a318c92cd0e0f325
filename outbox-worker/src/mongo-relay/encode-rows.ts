import { PermanentError } from '@ticketing/common/errors';
import { type Codec, type OutgoingMessage, replayReport } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { relayGroup } from '@ticketing/contracts';
import { toMessage } from '../to-message.ts';
import { deadRowMessage } from './dead-row-message.ts';
import type { DeadLetterReason } from './queue-changes.ts';

export interface EncodedRows {
  published: PendingRow[];
  dead: DeadLetterReason[];
  messages: OutgoingMessage[];
  /** Aggregates of rows that can't be encoded for the time being, and why the first of them can't. */
  heldBack: Map<string, unknown>;
}

/**
 * A row that its schema refuses is dead-lettered by itself; its successors are published, and consumers park them. A row
 * that can't be encoded now, because its schema can't be had, holds back its own aggregate only.
 * @param rows in sequence within an aggregate
 */
export async function encodeRows(codec: Codec, rows: PendingRow[]): Promise<EncodedRows> {
  const result: EncodedRows = { published: [], dead: [], messages: [], heldBack: new Map() };
  for (const row of rows) {
    const { aggregateId } = row;
    if (result.heldBack.has(aggregateId)) continue;
    const reason = await encodeRow(codec, row, result);
    if (reason !== null) result.heldBack.set(aggregateId, reason);
  }
  return result;
}

/** @returns why the row can't be encoded now; null when it was dealt with */
async function encodeRow(codec: Codec, row: PendingRow, { published, dead, messages }: EncodedRows): Promise<unknown> {
  const report = (outcome: string, errorCode?: string) =>
    row.replayId && replayReport(codec, row.replayId, { group: relayGroup, topic: row.topic, outcome, errorCode });
  try {
    const { _id: eventId, topic, key, payload, headers } = row;
    const message = await toMessage(codec, { eventId, topic, key, payload, headers });
    const reported = await report('published');
    messages.push(message, ...(reported ? [reported] : []));
    published.push(row);
  } catch (error) {
    if (!(error instanceof PermanentError)) return error;
    const reported = await report('dead_lettered', error.code);
    dead.push({ row, code: error.code, message: error.message });
    messages.push(deadRowMessage(row, error, new Date()), ...(reported ? [reported] : []));
  }
  return null;
}
