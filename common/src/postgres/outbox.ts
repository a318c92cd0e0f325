import { randomUUID } from 'node:crypto';
import { type EventByTopic, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { currentTraceparent } from '../telemetry/index.ts';
import type { Queryable } from './database.ts';
import { rowsAsTable } from './rows-as-table.ts';

/** Returns the identity columns of a new outbox row. It carries the current trace unless another is given. */
export const outboxIdentity = <T extends Topic>(topic: T, traceparent = currentTraceparent()) => ({
  id: randomUUID(),
  topic,
  type: schemaByTopic[topic].name,
  traceparent: traceparent ?? null,
});

/** A row of the outbox, keyed by column name. */
export interface OutboxRow {
  id: string;
  topic: Topic;
  key: string;
  type: string;
  payload: EventByTopic[Topic];
  traceparent: string | null;
}

/** Returns the outbox row of an event. */
export const outboxRow = <T extends Topic>(
  { topic, event }: { topic: T; event: EventByTopic[T] },
  traceparent?: string,
): OutboxRow => ({ ...outboxIdentity(topic, traceparent), key: keyOf(topic, event), payload: event });

/** Appends events to the outbox; a row that exists stays as it is. Requires the transaction of the change. */
export async function insertOutboxRows(tx: Queryable, rows: readonly OutboxRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outbox (id, topic, key, type, payload, traceparent)
    SELECT id, topic, key, type, payload, traceparent
    FROM ${rowsAsTable(rows, 'id uuid, topic text, key text, type text, payload jsonb, traceparent text')} AS row
    ON CONFLICT (id) DO NOTHING`;
}
