import type pg from 'pg';
import type {
  ConsumerState,
  ListingRow,
  Observation,
  OrderRow,
  OrderSeatRow,
  OutboxEntry,
  ReplicationSlot,
  StandingAreaRow,
} from '../observation.ts';
import { withOrdersDatabase } from './orders-database.ts';

/** Debezium's slot; its name is part of the connector's configuration. */
const slotName = 'orders_outbox';
const rowsAtOnce = 5_000;

export type OrdersObservation = Pick<Observation, 'orders' | 'orderSeats' | 'standingAreas' | 'listings'> & {
  outbox: OutboxEntry[];
  consumer: ConsumerState;
  revoked: Set<string>;
};

/** Reads a query's rows in batches, within a transaction. */
async function readAll<Row extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<Row[]> {
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

/** Reads a consistent snapshot of the orders database. */
export const readOrders = (url: string): Promise<OrdersObservation> =>
  withOrdersDatabase(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const all = <Row extends pg.QueryResultRow>(sql: string) => readAll<Row>(client, sql);
    const orders = await all<OrderRow>(`
      SELECT id::text, user_id AS "userId", ticket_id AS "ticketId",
             party || jsonb_build_object('performanceId', performance_id) AS party, price_minor AS "priceMinor", currency, reservation,
             status, version, expires_at AS "expiresAt", payment_id AS "paymentId", refund_amount_minor AS "refundAmountMinor"
      FROM orders`);
    const orderSeats = await all<OrderSeatRow>(
      `SELECT order_id::text AS "orderId", performance_id AS "performanceId", seat_id AS "seatId", is_live AS "isLive"
       FROM order_seats`,
    );
    const standingAreas = await all<StandingAreaRow>(
      'SELECT performance_id AS "performanceId", section_id AS "sectionId", quota, taken FROM standing_areas',
    );
    const listings = await all<ListingRow>(
      `SELECT id, user_id AS "userId", title, price_minor AS "priceMinor", currency, reservation,
              is_withdrawn AS "isWithdrawn" FROM tickets`,
    );
    const rows = await all<Pick<OutboxEntry, 'eventId' | 'topic' | 'key' | 'payload' | 'createdAt'>>(
      'SELECT id::text AS "eventId", topic, key, payload, created_at AS "createdAt" FROM outbox ORDER BY written_at_lsn',
    );
    const inbox = new Set((await all<{ id: string }>('SELECT event_id AS id FROM inbox')).map(({ id }) => id));
    const streams = await all<{ stream: string; version: number }>('SELECT stream, version FROM streams');
    const parked = await all<ConsumerState['parked'][number]>(
      'SELECT stream, version, event_id AS "eventId" FROM parked',
    );
    const revoked = await all<{ sid: string }>('SELECT sid FROM revoked_sessions');
    await client.query('COMMIT');
    return {
      orders,
      orderSeats,
      standingAreas,
      listings,
      outbox: rows.map((row) => ({ ...row, service: 'orders', state: null, position: null })),
      consumer: { inbox, streams: new Map(streams.map(({ stream, version }) => [stream, version])), parked },
      revoked: new Set(revoked.map(({ sid }) => sid)),
    };
  });

/** Debezium's position. A row is in flight until the slot has confirmed a position after it. */
export const readSlot = (url: string): Promise<ReplicationSlot | null> =>
  withOrdersDatabase(url, async (client) => {
    const { rows } = await client.query<ReplicationSlot>(
      `SELECT active AS "isActive", pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint AS "lagBytes",
              (SELECT count(*) FROM outbox WHERE written_at_lsn >= confirmed_flush_lsn) AS "unconfirmedRows"
       FROM pg_replication_slots WHERE slot_name = $1`,
      [slotName],
    );
    return rows[0] ?? null;
  });
