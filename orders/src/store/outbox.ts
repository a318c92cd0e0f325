import { randomUUID } from 'node:crypto';
import { currentTraceparent } from '@ticketing/common/telemetry';
import { keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import type { PublishedOrderEvent } from '../domain/order-events.ts';
import type { Tx } from './database.ts';

/** Returns the identity columns of a new outbox row. It carries the current trace unless another is given. */
export const outboxIdentity = <T extends Topic>(topic: T, traceparent = currentTraceparent()) => ({
  id: randomUUID(),
  topic,
  type: schemaByTopic[topic].name,
  traceparent: traceparent ?? null,
});

/** Returns an outbox row, keyed by column name. */
export const outboxRow = ({ topic, event }: PublishedOrderEvent, traceparent?: string) => ({
  ...outboxIdentity(topic, traceparent),
  key: keyOf(topic, event),
  payload: event,
});

/** Appends events to the outbox. Requires the transaction of the change. */
export async function appendToOutbox(tx: Tx, rows: readonly ReturnType<typeof outboxRow>[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outbox (id, topic, key, type, payload, traceparent)
    SELECT id, topic, key, type, payload, traceparent
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row (id uuid, topic text, key text, type text, payload jsonb, traceparent text)`;
}
