import { insertOutboxRows, type Outbox } from '@ticketing/common/mongo';
import type { Client } from 'pg';
import { orderTopic, ticketRow } from './events.ts';

const rowsPerChunk = 5_000;

/** Writes pending rows to the Mongo outbox directly. */
export async function fillMongo(outbox: Outbox, run: string, events: number, keys: number): Promise<void> {
  for (let at = 0; at < events; at += rowsPerChunk) {
    const length = Math.min(rowsPerChunk, events - at);
    await insertOutboxRows(
      outbox,
      Array.from({ length }, (_, index) => ticketRow(run, at + index, keys)),
    );
  }
}

/** Generates pending rows in the PostgreSQL outbox, in one transaction and in order of their numbers. */
export async function fillPostgres(client: Client, run: string, events: number, keys: number): Promise<void> {
  const payload = `jsonb_build_object('id', id, 'status', 'created', 'userId', '65f0c0ffee65f0c0ffee65f0',
    'expiresAt', 1800000000000, 'ticket', '{"id":"65f0c0ffee65f0c0ffee65f1","title":"Philharmonic, row 12, seat 7","price":4950,"currency":"USD"}'::jsonb,
    'reservation', 1, 'version', n / $3::int)`;
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await client.query(
    `INSERT INTO outbox (id, topic, key, type, payload, traceparent)
     SELECT gen_random_uuid(), $4, id, 'OrderCreated', ${payload}, '${traceparent}'
     FROM (SELECT n, $1 || '-' || n % $3::int AS id FROM generate_series(0, $2::int - 1) AS n) AS numbered ORDER BY n`,
    [run, events, keys, orderTopic],
  );
}
