import type { Cursor } from '@ticketing/common/http';
import { type CancelReason, evolve, type Order, type OrderEvent, type OrderStatus } from '../domain/order.ts';
import { orderCancelled, orderCompleted, type PublishedOrderEvent } from '../domain/order-events.ts';
import type { Database, Tx } from './database.ts';
import { appendToOutbox, outboxIdentity, outboxRow } from './outbox.ts';
import { type Order as OrderRow, Prisma } from './prisma/client.ts';

const toOrder = ({ reservation, status, cancelReason, ...row }: OrderRow): Order => ({
  ...row,
  reservation: Number(reservation),
  status: status as OrderStatus,
  cancelReason: cancelReason as CancelReason | null,
});

/** Raw statements name their columns as the model does, so that one mapping serves both. */
const orderColumns = Prisma.sql`
  id::text, user_id AS "userId", ticket_id AS "ticketId", title, price_minor AS "priceMinor", currency, reservation,
  status, version, created_at AS "createdAt", expires_at AS "expiresAt", open_attempt AS "openAttempt",
  settled_attempt AS "settledAttempt", payment_id AS "paymentId", cancel_reason AS "cancelReason", refund_amount_minor AS "refundAmountMinor"`;

interface LockedRow extends OrderRow {
  databaseNow: Date;
}

export interface NewReservation {
  orderId: string;
  ticketId: string;
  userId: string;
  /** How long it holds the ticket, seconds. */
  ttlSeconds: number;
  /** Unpaid reservations that the buyer may have with this one. */
  maxUnpaid: number;
}

/** How an attempt to reserve ended. Without an order, a ticket that was on sale was lost to another at the same moment, or the buyer has too many. */
export interface Reservation {
  order: Order | null;
  ticket: 'on_sale' | 'held' | 'withdrawn' | 'unknown';
}

/**
 * Reserves a ticket: raises its reservation number, inserts the order and its event, in one statement and so in one
 * round trip and one transaction. Of any number at once, one wins: the losers wait for the ticket's row and then meet
 * the unique index on live orders. The same statement tells a loser whether there is such a ticket.
 */
export async function insertReservation(database: Database, reservation: NewReservation): Promise<Reservation> {
  const { orderId, ticketId, userId, ttlSeconds, maxUnpaid } = reservation;
  const event = outboxIdentity('orders.order.created.v1');
  // Every part sees the same snapshot, so a known ticket is one that the update has met. Without an order, its columns are null.
  const [row] = await database.$queryRaw<(OrderRow & { isWithdrawn: boolean | null; isHeld: boolean })[]>`
    WITH ticket AS (
      UPDATE tickets SET reservation = reservation + 1
      WHERE id = ${ticketId}
        AND NOT is_withdrawn
        AND NOT EXISTS (SELECT FROM orders WHERE ticket_id = ${ticketId} AND status <> 'cancelled')
        AND count_reservations_locked(${userId}) < ${maxUnpaid}::int
      RETURNING id, title, price_minor, currency, reservation
    ), reserved AS (
      INSERT INTO orders (id, user_id, ticket_id, title, price_minor, currency, reservation, status, version, created_at, expires_at)
      SELECT ${orderId}::uuid, ${userId}, id, title, price_minor, currency, reservation, 'created', 0,
             clock_timestamp(), clock_timestamp() + ${ttlSeconds}::int * interval '1 second'
      FROM ticket
      ON CONFLICT (ticket_id) WHERE status <> 'cancelled' DO NOTHING
      RETURNING *
    ), event AS (
      INSERT INTO outbox (id, topic, key, type, traceparent, payload)
      SELECT ${event.id}::uuid, ${event.topic}, id::text, ${event.type}, ${event.traceparent}, jsonb_build_object(
        'id', id::text, 'status', status, 'userId', user_id,
        'expiresAt', (extract(epoch FROM expires_at) * 1000)::bigint,
        'ticket', jsonb_build_object('id', ticket_id, 'title', title, 'price', price_minor, 'currency', currency),
        'reservation', reservation, 'version', version)
      FROM reserved
    )
    SELECT "isWithdrawn", "isHeld", ${orderColumns}
    FROM (SELECT
      (SELECT is_withdrawn FROM tickets WHERE id = ${ticketId}) AS "isWithdrawn",
      EXISTS (SELECT FROM orders WHERE ticket_id = ${ticketId} AND status <> 'cancelled') AS "isHeld") AS known
    LEFT JOIN reserved ON true`;
  if (!row) throw new Error('a statement that always returns one row returned none');
  const { isWithdrawn, isHeld, ...order } = row;
  const ticket = isWithdrawn === null ? 'unknown' : isWithdrawn ? 'withdrawn' : isHeld ? 'held' : 'on_sale';
  return { ticket, order: order.id === null ? null : toOrder(order) };
}

export interface LockedOrder {
  order: Order;
  /** The database's clock, after the row was locked. */
  now: Date;
}

/** Reads orders and locks their rows until the transaction ends, in the order of their ids, so that two never deadlock. */
export async function lockOrders(tx: Tx, orderIds: readonly string[]): Promise<Map<string, LockedOrder>> {
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT ${orderColumns}, clock_timestamp() AS "databaseNow"
    FROM orders WHERE id = ANY(${[...orderIds]}::uuid[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map(toLocked));
}

/**
 * The same for orders whose reservation has ended by the database's clock, oldest first. One that somebody else holds is left
 * out: it is due the next time, too.
 */
export async function lockDueOrders(tx: Tx, graceSeconds: number, limit: number): Promise<Map<string, LockedOrder>> {
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT ${orderColumns}, clock_timestamp() AS "databaseNow" FROM orders
    WHERE status IN ('created', 'awaiting_payment')
      AND expires_at <= now()
      AND (open_attempt IS NULL OR expires_at + ${graceSeconds}::int * interval '1 second' <= now())
    ORDER BY expires_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
  return new Map(rows.map(toLocked));
}

const toLocked = ({ databaseNow: now, ...row }: LockedRow): [string, LockedOrder] => [
  row.id,
  { order: toOrder(row), now },
];

export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder | null> {
  return (await lockOrders(tx, [orderId])).get(orderId) ?? null;
}

/** What was decided of an order. */
export interface OrderChange {
  order: Order;
  events: OrderEvent[];
  /** Trace context of the cause; the current one when left out. */
  traceparent?: string | undefined;
}

/** Writes what was decided: the rows, and the events others have to know of. Needs the orders' locks; each order once. */
export async function saveOrders(tx: Tx, changes: readonly OrderChange[]): Promise<void> {
  const effective = changes.filter(({ events }) => events.length > 0);
  if (effective.length === 0) return;
  const saved = effective.map((change) => ({ ...change, order: change.events.reduce(evolve, change.order) }));
  await tx.$executeRaw`
    UPDATE orders SET
      status = next.status, version = next.version, open_attempt = next."openAttempt",
      settled_attempt = next."settledAttempt", payment_id = next."paymentId", cancel_reason = next."cancelReason",
      refund_amount_minor = next."refundAmountMinor"
    FROM jsonb_to_recordset(${JSON.stringify(saved.map(({ order }) => order))}::jsonb)
      AS next (id uuid, status text, version int, "openAttempt" int, "settledAttempt" int, "paymentId" text,
        "cancelReason" text, "refundAmountMinor" int)
    WHERE orders.id = next.id`;
  const rows = saved.flatMap(({ order, events, traceparent }) =>
    events.flatMap((event) => publishedAs(order, event)).map((event) => outboxRow(event, traceparent)),
  );
  if (rows.length > 0) await appendToOutbox(tx, rows);
}

function publishedAs(order: Order, event: OrderEvent): PublishedOrderEvent[] {
  if (event.type === 'Completed') return [orderCompleted(order, event.paymentId)];
  if (event.type === 'Cancelled') return [orderCancelled(order, event.reason)];
  return [];
}

const ordersAtOnce = 1_000;

/** Every order, some at a time. */
export async function* allOrders(database: Database): AsyncIterable<Order[]> {
  for (let last: string | undefined; ; ) {
    const rows = await database.order.findMany({
      where: last === undefined ? {} : { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: ordersAtOnce,
    });
    if (rows.length > 0) yield rows.map(toOrder);
    last = rows.at(-1)?.id;
    if (rows.length < ordersAtOnce) return;
  }
}

export async function findOrder(database: Database, orderId: string): Promise<Order | null> {
  const row = await database.order.findUnique({ where: { id: orderId } });
  return row && toOrder(row);
}

/** Those of the orders that there are. */
export async function findOrders(database: Database, orderIds: readonly string[]): Promise<Order[]> {
  const rows = await database.order.findMany({ where: { id: { in: [...orderIds] } } });
  return rows.map(toOrder);
}

/** A buyer's unpaid reservations, by the database's clock: how many, and the seconds until the first of them ends. */
export async function countUnpaid(
  database: Database,
  userId: string,
): Promise<{ count: number; endsInSeconds: number }> {
  const [row] = await database.$queryRaw<{ count: number; endsInSeconds: number }[]>`
    SELECT count(*)::int AS count, coalesce(extract(epoch FROM min(expires_at) - now()), 0)::float8 AS "endsInSeconds"
    FROM orders WHERE user_id = ${userId} AND status IN ('created', 'awaiting_payment')`;
  return row ?? { count: 0, endsInSeconds: 0 };
}

export interface OwnOrdersOptions {
  userId: string;
  limit: number;
  /** Only what comes after this, from the newest to the oldest. */
  after?: Cursor | undefined;
}

/** A user's orders, newest first. */
export async function listOrdersOf(database: Database, { userId, limit, after }: OwnOrdersOptions): Promise<Order[]> {
  // Pairs are compared as the index has them, so a late page costs no more than the first.
  const older = after
    ? Prisma.sql`AND (created_at, id) < (${new Date(after.value)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await database.$queryRaw<OrderRow[]>`
    SELECT ${orderColumns} FROM orders WHERE user_id = ${userId} ${older}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}::int`;
  return rows.map(toOrder);
}
