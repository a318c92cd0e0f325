import { minimumChargeMinor } from '@ticketing/common/money';
import { outboxIdentity } from '@ticketing/common/postgres';
import type { HoardingLimits } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import type { Database } from './database.ts';
import { type OrderRow, orderColumns, toOrder } from './order-row.ts';
import { Prisma } from './prisma/client.ts';

export interface NewReservation {
  orderId: string;
  ticketId: string;
  userId: string;
  /** How long the reservation holds the ticket, seconds. */
  ttlSeconds: number;
  /** Keyed hash of the buyer's subscriber. */
  subscriber: string;
  limits: Omit<HoardingLimits, 'requiresVerifiedEmail'>;
}

/**
 * Outcome of a reservation attempt:
 * - `reserved`: the order exists
 * - `unknown_ticket`: no such ticket has arrived here
 * - `withdrawn`: its seller has withdrawn it
 * - `held`: another order holds or has bought it
 * - `sale_over`: its event has started, or its seller has ended the sale
 * - `too_cheap`: Stripe charges no amount that small
 * - `lost`: it was on sale, but a concurrent buyer won, or the limits against hoarding refuse it
 */
export type Reservation = { outcome: 'reserved'; order: Order } | { outcome: Refusal };

type Refusal = 'unknown_ticket' | 'withdrawn' | 'held' | 'sale_over' | 'too_cheap' | 'lost';

/**
 * Whether it is too late to reserve a ticket: the rule of the tickets service, by this database's clock. `least` ignores
 * nulls.
 */
const isSaleOver = Prisma.sql`coalesce(least(sale_ends_at, starts_at) <= clock_timestamp(), false)`;

/**
 * Reserves a ticket: increments its reservation number and inserts the order and its event in one statement, and so in
 * one round trip and one transaction. Of concurrent attempts, one wins: the others wait for the ticket's row and then
 * hit the unique index on live orders. The statement also tells a loser whether the ticket exists.
 */
export async function insertReservation(database: Database, reservation: NewReservation): Promise<Reservation> {
  const { orderId, ticketId, userId, ttlSeconds, subscriber, limits } = reservation;
  const event = outboxIdentity('orders.order.created.v1');
  const twin = outboxIdentity('orders.order.created.v2');
  // All parts see the same snapshot, so a known ticket is one that the update has matched. Without an order, its
  // columns are null.
  const [row] = await database.$queryRaw<(OrderRow & KnownTicket)[]>`
    WITH ticket AS (
      UPDATE tickets SET reservation = reservation + 1
      WHERE id = ${ticketId}
        AND NOT is_withdrawn
        AND NOT ${isSaleOver}
        AND price_minor >= ${minimumChargeMinor}::int
        AND NOT EXISTS (SELECT FROM orders WHERE ticket_id = ${ticketId} AND status <> 'cancelled')
        AND may_reserve_locked(${userId}, ${ticketId}, ${subscriber},
          ${limits.maxUnpaid}::int, ${limits.maxOfSubscriber}::int, ${limits.maxHeldMs}::int)
      RETURNING id, title, price_minor, currency, reservation
    ), reserved AS (
      INSERT INTO orders (id, user_id, ticket_id, title, price_minor, currency, reservation, status, version, created_at, expires_at,
        held_before_ms, charged_to)
      SELECT ${orderId}::uuid, ${userId}, id, title, price_minor, currency, reservation, 'created', 0,
             clock_timestamp(), clock_timestamp() + ${ttlSeconds}::int * interval '1 second',
             held_before_ms(${userId}, ${ticketId}), subscriber_to_charge(${userId}, ${subscriber})
      FROM ticket
      ON CONFLICT (ticket_id) WHERE status <> 'cancelled' DO NOTHING
      RETURNING *
    ), event AS (
      INSERT INTO outbox (id, topic, key, type, traceparent, payload)
      SELECT ${event.id}::uuid, ${event.topic}, id::text, ${event.type}, ${event.traceparent}, jsonb_build_object(
        'id', id::text, 'status', status, 'userId', user_id,
        'expiresAt', (extract(epoch FROM expires_at) * 1000)::bigint,
        'ticket', jsonb_build_object('id', ticket_id, 'title', title, 'price', price_minor, 'currency', currency),
        'reservation', reservation, 'isPublishedAsV2', true, 'version', version)
      FROM reserved
      UNION ALL
      SELECT ${twin.id}::uuid, ${twin.topic}, id::text, ${twin.type}, ${twin.traceparent}, jsonb_build_object(
        'id', id::text, 'status', status, 'userId', user_id,
        'expiresAt', (extract(epoch FROM expires_at) * 1000)::bigint, 'title', title,
        'items', jsonb_build_array(jsonb_build_object('kind', 'ticket', 'ticketId', ticket_id, 'performanceId', null,
          'seatId', null, 'sectionId', null, 'label', title, 'price', price_minor)),
        'total', price_minor, 'currency', currency, 'reservation', reservation, 'isOffer', false, 'version', version)
      FROM reserved
    )
    SELECT "isWithdrawn", "isSaleOver", "isTooCheap", "isHeld", ${orderColumns}
    FROM (SELECT EXISTS (SELECT FROM orders WHERE ticket_id = ${ticketId} AND status <> 'cancelled') AS "isHeld") AS hold
    LEFT JOIN (
      SELECT is_withdrawn AS "isWithdrawn", ${isSaleOver} AS "isSaleOver",
        price_minor < ${minimumChargeMinor}::int AS "isTooCheap"
      FROM tickets WHERE id = ${ticketId}) AS known ON true
    LEFT JOIN reserved ON true`;
  if (!row) throw new Error('a statement that always returns one row returned none');
  const { isWithdrawn, isSaleOver: isOver, isTooCheap, isHeld, ...order } = row;
  return order.id === null
    ? { outcome: refusalOf({ isWithdrawn, isSaleOver: isOver, isTooCheap, isHeld }) }
    : { outcome: 'reserved', order: toOrder(order) };
}

/** What the statement finds out about a ticket; null without a row. */
interface KnownTicket {
  isWithdrawn: boolean | null;
  isSaleOver: boolean | null;
  isTooCheap: boolean | null;
  isHeld: boolean;
}

function refusalOf({ isWithdrawn, isSaleOver, isTooCheap, isHeld }: KnownTicket): Refusal {
  if (isWithdrawn === null) return 'unknown_ticket';
  if (isWithdrawn) return 'withdrawn';
  if (isHeld) return 'held';
  if (isSaleOver) return 'sale_over';
  return isTooCheap ? 'too_cheap' : 'lost';
}
