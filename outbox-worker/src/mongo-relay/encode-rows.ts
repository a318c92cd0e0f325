import { PermanentError } from '@ticketing/common/errors';
import type { Codec, OutgoingMessage } from '@ticketing/common/kafka';
import type { PendingRow } from '@ticketing/common/mongo';
import { toMessage } from '../to-message.ts';
import { deadRowMessage } from './dead-row-message.ts';
import type { DeadLetterReason } from './queue-changes.ts';

export interface EncodedRows {
  published: PendingRow[];
  dead: DeadLetterReason[];
  messages: OutgoingMessage[];
  /** The row of each message, whether event or dead letter. */
  rowOf: Map<OutgoingMessage, PendingRow>;
  /** Aggregates whose rows can't be encoded for now, each with the reason of the first. */
  blocked: Map<string, unknown>;
}

/**
 * Encodes rows. A row that its schema rejects is dead-lettered alone; its successors are published, and consumers park
 * them. A row whose schema is unavailable blocks only its own aggregate.
 * @param rows in sequence within an aggregate
 */
export async function encodeRows(codec: Codec, rows: PendingRow[]): Promise<EncodedRows> {
  const result: EncodedRows = { published: [], dead: [], messages: [], rowOf: new Map(), blocked: new Map() };
  for (const row of rows) {
    const { aggregateId } = row;
    if (result.blocked.has(aggregateId)) continue;
    const reason = await encodeRow(codec, row, result);
    if (reason !== null) result.blocked.set(aggregateId, reason);
  }
  return result;
}

/** @returns why the row can't be encoded now; null when it was encoded or dead-lettered */
async function encodeRow(codec: Codec, row: PendingRow, result: EncodedRows): Promise<unknown> {
  const add = (message: OutgoingMessage) => {
    result.messages.push(message);
    result.rowOf.set(message, row);
  };
  try {
    const { _id: eventId, topic, key, payload, headers } = row;
    add(await toMessage(codec, { eventId, topic, key, payload, headers }));
    result.published.push(row);
  } catch (error) {
    if (!(error instanceof PermanentError)) return error;
    result.dead.push({ row, code: error.code, message: error.message });
    add(deadRowMessage(row, error, new Date()));
  }
  return null;
}
