import { randomUUID } from 'node:crypto';
import { currentTraceparent } from '@ticketing/common/telemetry';
import { keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import type { PublishedOrderEvent } from '../domain/order-events.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './prisma/client.ts';

/** The values of a new outbox row, for statements that write it themselves. */
export const outboxIdentity = <T extends Topic>(topic: T) => ({
  id: randomUUID(),
  topic,
  type: schemaByTopic[topic].name,
  traceparent: currentTraceparent() ?? null,
});

/** Appends an event to the outbox, within the transaction of the change. It carries the current trace. */
export async function appendToOutbox(tx: Tx, { topic, event }: PublishedOrderEvent): Promise<void> {
  await tx.outbox.create({
    data: { ...outboxIdentity(topic), key: keyOf(topic, event), payload: event as unknown as Prisma.InputJsonObject },
  });
}
