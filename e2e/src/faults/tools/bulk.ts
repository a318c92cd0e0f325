import { randomUUID } from 'node:crypto';
import { insertOutboxRows, type OutboxRow, outboxOf } from '@ticketing/common/mongo';
import { headerNames, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { Types } from 'mongoose';
import type { Addresses } from '../../checker/index.ts';
import { withPostgres } from '../../checker/observe/postgres.ts';
import { withMongo } from '../../checker/observe/read-mongo.ts';

const rowsAtOnce = 5_000;
const newId = () => new Types.ObjectId().toHexString();

/** A row of a MongoDB outbox, as its service writes it. */
export const outboxRow = (
  topic: Topic,
  payload: unknown,
  { aggregateId, sequence, headers = {} }: { aggregateId: string; sequence: number; headers?: Record<string, string> },
): OutboxRow => ({
  _id: randomUUID(),
  topic,
  key: keyOf(topic, payload as never),
  aggregateId,
  sequence,
  payload,
  headers: { [headerNames.eventType]: schemaByTopic[topic].name, ...headers },
  createdAt: new Date(),
});

export const appendToOutboxOf = (uri: string, rows: OutboxRow[]): Promise<void> =>
  withMongo(uri, async (connection) => {
    for (let at = 0; at < rows.length; at += rowsAtOnce)
      await insertOutboxRows(outboxOf(connection), rows.slice(at, at + rowsAtOnce));
  });

/** Events of fictitious users: no service consumes their topic, so only the relay processes them. */
export const userEvents = (users: number, versions: number): OutboxRow[] => {
  const ids = Array.from({ length: users }, newId);
  return Array.from({ length: versions }, (_, version) => version).flatMap((version) =>
    ids.map((id) =>
      outboxRow('auth.user.created.v1', { id, version }, { aggregateId: `user:${id}`, sequence: version }),
    ),
  );
};

/** Reserves all tickets in one statement and one transaction, as the service does for one ticket. @returns the orders' ids */
export const reserveMany = (
  { databases }: Addresses,
  { ticketIds, userId, ttlSeconds }: { ticketIds: string[]; userId: string; ttlSeconds: number },
): Promise<string[]> =>
  withPostgres(databases.orders, async (client) => {
    const topic = 'orders.order.created.v1';
    const { rows } = await client.query<{ orderId: string }>(
      `WITH ticket AS (
         UPDATE tickets SET reservation = reservation + 1
         WHERE id = ANY($1)
           AND NOT EXISTS (SELECT FROM orders WHERE ticket_id = tickets.id AND status <> 'cancelled')
         RETURNING id, title, price_minor, currency, reservation
       ), reserved AS (
         INSERT INTO orders (id, user_id, ticket_id, title, price_minor, currency, reservation, status, version, created_at, expires_at)
         SELECT gen_random_uuid(), $2, id, title, price_minor, currency, reservation, 'created', 0,
                clock_timestamp(), clock_timestamp() + $3::int * interval '1 second'
         FROM ticket
         RETURNING *
       )
       INSERT INTO outbox (id, topic, key, type, payload)
       SELECT gen_random_uuid(), $4, id::text, $5, jsonb_build_object(
         'id', id::text, 'status', status, 'userId', user_id,
         'expiresAt', (extract(epoch FROM expires_at) * 1000)::bigint,
         'ticket', jsonb_build_object('id', ticket_id, 'title', title, 'price', price_minor, 'currency', currency),
         'reservation', reservation, 'version', version)
       FROM reserved
       RETURNING key AS "orderId"`,
      [ticketIds, userId, ttlSeconds, topic, schemaByTopic[topic].name],
    );
    return rows.map(({ orderId }) => orderId);
  });
