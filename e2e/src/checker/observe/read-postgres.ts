import { type PostgresService, slotNameOf } from '@ticketing/contracts';
import type pg from 'pg';
import type { Addresses } from '../addresses.ts';
import type { ConsumerState, OutboxEntry, ReplicationSlot, SagaRow } from '../observation.ts';
import { withPostgres } from './postgres.ts';

const rowsAtOnce = 5_000;

/** Reads a query's rows in batches, within a transaction. */
export async function readAll<Row extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<Row[]> {
  const found: Row[] = [];
  await client.query(`DECLARE rows_to_check NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${rowsAtOnce} FROM rows_to_check`);
    found.push(...rows);
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE rows_to_check');
  return found;
}

/** Reads a consistent snapshot of a service's database. */
export const withSnapshot = <T>(url: string, read: (client: pg.Client) => Promise<T>): Promise<T> =>
  withPostgres(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found = await read(client);
    await client.query('COMMIT');
    return found;
  });

/** What every service on PostgreSQL has. */
export async function readMechanism(client: pg.Client, service: PostgresService) {
  const rows = await readAll<Pick<OutboxEntry, 'eventId' | 'topic' | 'key' | 'payload' | 'createdAt'>>(
    client,
    'SELECT id::text AS "eventId", topic, key, payload, created_at AS "createdAt" FROM outbox ORDER BY written_at_lsn',
  );
  const outbox = rows.map((row): OutboxEntry => ({ ...row, service, state: null, position: null }));
  const inbox = await readAll<{ id: string }>(client, 'SELECT event_id AS id FROM inbox');
  const streams = await readAll<{ stream: string; version: number }>(client, 'SELECT stream, version FROM streams');
  const parked = await readAll<ConsumerState['parked'][number]>(
    client,
    'SELECT stream, version, event_id AS "eventId" FROM parked',
  );
  const consumer: ConsumerState = {
    inbox: new Set(inbox.map(({ id }) => id)),
    streams: new Map(streams.map(({ stream, version }) => [stream, version])),
    parked,
  };
  const revoked = await readAll<{ sid: string }>(client, 'SELECT sid FROM revoked_sessions');
  return { outbox, consumer, revoked: new Set(revoked.map(({ sid }) => sid)) };
}

export const readBookings = ({ databases }: Addresses) =>
  withSnapshot(databases.bookings, async (client) => {
    const sagas = await readAll<SagaRow>(
      client,
      `SELECT id::text, definition, data->>'performanceId' AS "performanceId", status, step, error, (
         SELECT coalesce(jsonb_agg(event->>'step'), '[]') FROM saga_history
         WHERE saga_id = sagas.id AND event->>'type' = 'StepCompensated') AS compensated
       FROM sagas`,
    );
    return { sagas, ...(await readMechanism(client, 'bookings')) };
  });

/** Ids of cancelled performances whose sagas still ask: between two questions they look quiet. */
export const readOpenCancellations = ({ databases }: Addresses): Promise<{ performanceId: string }[]> =>
  withPostgres(databases.bookings, async (client) => {
    const { rows } = await client.query<{ performanceId: string }>(
      `SELECT data->>'performanceId' AS "performanceId" FROM sagas
       WHERE definition = 'cancel-event' AND status IN ('running', 'compensating', 'stuck')`,
    );
    return rows;
  });

/** Debezium's positions. A row is in flight until the slot has confirmed a position after it. */
export async function readSlots({ databases }: Addresses): Promise<Record<PostgresService, ReplicationSlot | null>> {
  const [orders, bookings] = await Promise.all([
    readSlot('orders', databases.orders),
    readSlot('bookings', databases.bookings),
  ]);
  return { orders, bookings };
}

const readSlot = (service: PostgresService, url: string): Promise<ReplicationSlot | null> =>
  withPostgres(url, async (client) => {
    const { rows } = await client.query<ReplicationSlot>(
      `SELECT active AS "isActive", pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint AS "lagBytes",
              (SELECT count(*) FROM outbox WHERE written_at_lsn >= confirmed_flush_lsn) AS "unconfirmedRows"
       FROM pg_replication_slots WHERE slot_name = $1`,
      [slotNameOf(service)],
    );
    return rows[0] ?? null;
  });
