import type { Cursor } from '@ticketing/common/http';
import { andOlderThan, insertOutboxRows, outboxRow, rowsAsTable } from '@ticketing/common/postgres';
import { bookingAnswered } from '../domain/booking-answers.ts';
import type { Holdings } from '../domain/hoarding.ts';
import { evolve, type Order, type OrderEvent } from '../domain/order.ts';
import { orderCancelled, orderCompleted, orderReduced, type PublishedOrderEvent } from '../domain/order-events.ts';
import type { Database, Tx } from './database.ts';
import { type OrderRow, onlyForLimits, orderColumns, storedParty, toOrder } from './order-row.ts';
import { type FreedPlaces, releasePlaces } from './place-store.ts';
import { Prisma } from './prisma/client.ts';
import type { NewReservation } from './ticket-reservation.ts';

interface LockedRow extends OrderRow {
  databaseNow: Date;
}

export interface LockedOrder {
  order: Order;
  /** The database's clock, after the row was locked. */
  now: Date;
}

/** Reads orders and locks their rows until the transaction ends, ordered by id, so that two callers never deadlock. */
export async function lockOrders(tx: Tx, orderIds: readonly string[]): Promise<Map<string, LockedOrder>> {
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT ${orderColumns}, clock_timestamp() AS "databaseNow"
    FROM orders WHERE id = ANY(${[...orderIds]}::uuid[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map(toLocked));
}

/**
 * Locks orders whose reservation has expired by the database's clock, oldest first. Skips orders locked by other
 * transactions: they stay due.
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

/**
 * Locks orders of cancelled performances that are not cancelled themselves. Skips orders locked by other transactions: they are
 * found again.
 */
export async function lockOrdersOfCancelledPerformances(tx: Tx, limit: number): Promise<Map<string, LockedOrder>> {
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT ${orderColumns}, clock_timestamp() AS "databaseNow" FROM orders
    WHERE status <> 'cancelled'
      AND performance_id IN (SELECT id FROM performances WHERE status = 'cancelled')
    ORDER BY id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
  return new Map(rows.map(toLocked));
}

const toLocked = ({ databaseNow: now, ...row }: LockedRow): [string, LockedOrder] => [
  row.id,
  { order: toOrder(row), now },
];

export async function lockOrder(tx: Tx, orderId: string): Promise<LockedOrder | null> {
  return (await lockOrders(tx, [orderId])).get(orderId) ?? null;
}

/** The decided events of an order. */
export interface OrderChange {
  order: Order;
  events: OrderEvent[];
  /** Trace context of the cause; defaults to the current one. */
  traceparent?: string | undefined;
}

const changingColumns = `id uuid, status text, version int, "openAttempt" int, "settledAttempt" int, "paymentId" text,
  "cancelReason" text, "refundAmountMinor" int, refunds jsonb, "priceMinor" int, party jsonb, places int, reductions jsonb,
  "askedCorrelationId" text`;

/** Writes decided changes: rows and published events. Requires the orders' locks; each order once. */
export async function saveOrders(tx: Tx, changes: readonly OrderChange[]): Promise<void> {
  const effective = changes.filter(({ events }) => events.length > 0);
  if (effective.length === 0) return;
  const saved = effective.map(withOutcome);
  await tx.$executeRaw`
    UPDATE orders SET
      status = next.status, version = next.version, open_attempt = next."openAttempt",
      settled_attempt = next."settledAttempt", payment_id = next."paymentId", cancel_reason = next."cancelReason",
      refund_amount_minor = next."refundAmountMinor", refunds = next.refunds, price_minor = next."priceMinor",
      party = coalesce(next.party, orders.party), places = coalesce(next.places, orders.places),
      reductions = coalesce(next.reductions, orders.reductions), asked_correlation_id = next."askedCorrelationId",
      ended_at = CASE WHEN next.status IN ('complete', 'cancelled') THEN coalesce(ended_at, clock_timestamp()) END,
      charged_to = CASE WHEN next.status NOT IN ('complete', 'cancelled') THEN charged_to END
    FROM ${rowsAsTable(saved.map(changingPartOf), changingColumns)} AS next
    WHERE orders.id = next.id`;
  await releasePlaces(tx, saved.flatMap(freedBy));
  const rows = saved.flatMap(({ published, traceparent }) => published.map((event) => outboxRow(event, traceparent)));
  if (rows.length > 0) await insertOutboxRows(tx, rows);
}

/** A change with its outcome: `order` is the order after its events. */
interface SavedChange extends OrderChange {
  published: PublishedOrderEvent[];
}

function withOutcome(change: OrderChange): SavedChange {
  let { order } = change;
  const published = change.events.flatMap((event) => {
    order = evolve(order, event);
    return publishedAs(order, event);
  });
  return { ...change, order, published };
}

/** The columns of places are written only when they change: they are the largest. */
function changingPartOf({ order, events }: SavedChange) {
  const { reserved, title: _title, reductions, ...rest } = order;
  if (reserved.kind !== 'party' || !events.some(({ type }) => type === 'Reduced')) return rest;
  return { ...rest, reductions, party: storedParty(reserved), places: reserved.places.length };
}

/** Returns the places of a party that events free: those it gives back, and with its end those that are left. */
function freedBy({ order, events }: SavedChange): FreedPlaces[] {
  const { id: orderId, reserved } = order;
  if (reserved.kind !== 'party') return [];
  const places = events.flatMap((event) => {
    if (event.type === 'Reduced') return event.reduction.returned.map(({ place }) => place);
    return event.type === 'Cancelled' ? reserved.places : [];
  });
  return places.length > 0 ? [{ orderId, performanceId: reserved.performanceId, places }] : [];
}

/**
 * @param order after the event
 * @returns what others hear of it: its two generations, or the answer to the order's booking
 */
function publishedAs(order: Order, event: OrderEvent): PublishedOrderEvent[] {
  if (event.type === 'OutcomeAnswered' && order.sagaId !== null)
    return [bookingAnswered({ sagaId: order.sagaId, correlationId: event.correlationId }, event)];
  if (event.type === 'Completed') return orderCompleted(order, event.paymentId);
  if (event.type === 'Cancelled') return orderCancelled(order, event.reason);
  if (event.type === 'Reduced') return [orderReduced(order, event.reduction)];
  return [];
}

const batchSize = 1_000;

/** Yields all orders in batches. */
export async function* allOrders(database: Database): AsyncIterable<Order[]> {
  for (let last: string | undefined; ; ) {
    const rows = await database.order.findMany({
      where: last === undefined ? {} : { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: batchSize,
      omit: onlyForLimits,
    });
    if (rows.length > 0) yield rows.map(toOrder);
    last = rows.at(-1)?.id;
    if (rows.length < batchSize) return;
  }
}

export async function findOrder(database: Tx, orderId: string): Promise<Order | null> {
  const row = await database.order.findUnique({ where: { id: orderId }, omit: onlyForLimits });
  return row && toOrder(row);
}

/** Returns the existing ones of these orders. */
export async function findOrders(database: Database, orderIds: readonly string[]): Promise<Order[]> {
  const rows = await database.order.findMany({ where: { id: { in: [...orderIds] } }, omit: onlyForLimits });
  return rows.map(toOrder);
}

/** Reads by the database's clock what the limits of a reservation depend on. */
export async function readHoldings(
  database: Tx,
  { userId, ticketId = '', subscriber }: Pick<NewReservation, 'userId' | 'subscriber'> & { ticketId?: string },
): Promise<Holdings> {
  const untilFirstEnd = Prisma.sql`coalesce(extract(epoch FROM min(expires_at) - clock_timestamp()), 0)::float8`;
  const [row] = await database.$queryRaw<HoldingsRow[]>`
    SELECT unpaid.count, unpaid."endsInSeconds", charged.count AS "chargedCount",
      charged."endsInSeconds" AS "chargedEndsInSeconds",
      held_before_ms(${userId}, ${ticketId}) AS "heldMs", subscriber_to_charge(${userId}, ${subscriber}) IS NOT NULL AS "isCharged",
      coalesce((SELECT extract(epoch FROM max(ended_at) + interval '1 hour' - clock_timestamp()) FROM orders
        WHERE ticket_id = ${ticketId} AND user_id = ${userId} AND status = 'cancelled'), 0)::float8 AS "freeInSeconds"
    FROM (SELECT coalesce(sum(places), 0)::int AS count, ${untilFirstEnd} AS "endsInSeconds" FROM orders
        WHERE user_id = ${userId} AND status IN ('created', 'awaiting_payment')) AS unpaid,
      (SELECT coalesce(sum(places), 0)::int AS count, ${untilFirstEnd} AS "endsInSeconds" FROM orders
        WHERE charged_to = ${subscriber} AND status IN ('created', 'awaiting_payment')) AS charged`;
  if (!row) throw new Error('a statement that always returns one row returned none');
  const { count, endsInSeconds, chargedCount, chargedEndsInSeconds, isCharged, heldMs, freeInSeconds } = row;
  return {
    unpaid: { count, endsInSeconds },
    ofSubscriber: isCharged ? { count: chargedCount, endsInSeconds: chargedEndsInSeconds } : null,
    ticket: { heldMs, freeInSeconds },
  };
}

interface HoldingsRow {
  count: number;
  endsInSeconds: number;
  chargedCount: number;
  chargedEndsInSeconds: number;
  isCharged: boolean;
  heldMs: number;
  freeInSeconds: number;
}

export interface OwnOrdersOptions {
  userId: string;
  limit: number;
  /** Only orders after this position, from newest to oldest. */
  after?: Cursor | undefined;
}

/** Returns a user's orders, newest first. */
export async function listOrdersOf(database: Database, { userId, limit, after }: OwnOrdersOptions): Promise<Order[]> {
  const rows = await database.$queryRaw<OrderRow[]>`
    SELECT ${orderColumns} FROM orders WHERE user_id = ${userId} ${andOlderThan(after)}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}::int`;
  return rows.map(toOrder);
}
