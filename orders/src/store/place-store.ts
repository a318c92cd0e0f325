import { isUniqueViolation } from '@ticketing/common/errors';
import { outboxIdentity, rowsAsTable } from '@ticketing/common/postgres';
import type { HoardingLimits } from '../domain/hoarding.ts';
import type { Order } from '../domain/order.ts';
import { itemOf } from '../domain/order-events.ts';
import type { Performance } from '../domain/performance.ts';
import { type Place, totalOf } from '../domain/place.ts';
import type { Tx } from './database.ts';
import { type OrderRow, orderColumns, storedParty, toOrder } from './order-row.ts';
import { Prisma } from './prisma/client.ts';

export interface NewParty {
  orderId: string;
  userId: string;
  performance: Pick<Performance, 'id' | 'version' | 'startsAt' | 'timeZone'>;
  /** Either seats, or places of one standing area. */
  places: readonly Place[];
  /** How long the reservation holds the places, seconds. */
  ttlSeconds: number;
  /** Keyed hash of the buyer's subscriber. */
  subscriber: string;
  limits: Pick<HoardingLimits, 'maxUnpaid' | 'maxOfSubscriber'>;
  /** Made for the waiting list, which goes before everybody else. */
  isOffer: boolean;
  /** The saga of its booking; null for none. */
  sagaId: string | null;
  /** Trace context of the cause; defaults to the current one. */
  traceparent?: string | undefined;
}

/**
 * Reserves places for a party, all or none, in one statement: the order, its seats or its share of the quota, and the event.
 * Seats are inserted in one order, so two parties never deadlock: the later one waits for the earlier one's commit and then
 * hits the unique index on live seats, which undoes its statement.
 * @returns null when nothing was reserved: a place is taken, the performance has changed or is not on sale, or the limits
 * against hoarding refuse it
 */
export async function insertParty(database: Tx, party: NewParty): Promise<Order | null> {
  const { orderId, userId, performance, places, ttlSeconds, subscriber, limits } = party;
  const seatIds = places.flatMap(({ seatId }) => seatId ?? []).sort();
  const stored = storedParty({ ...performance, places });
  const event = outboxIdentity('orders.order.created.v2', party.traceparent);
  const items = places.map(itemOf(performance.id));
  const insert = database.$queryRaw<OrderRow[]>`
    WITH sale AS (
      SELECT id, title, currency FROM performances
      WHERE id = ${performance.id} AND version = ${performance.version}::int AND status = 'on_sale'
        AND coalesce(sale_starts_at <= clock_timestamp(), true)
        AND clock_timestamp() < least(sale_ends_at, starts_at)
        AND (NOT offers_due OR ${party.isOffer}::boolean)
        AND NOT EXISTS (
          SELECT FROM order_seats
          WHERE performance_id = ${performance.id} AND seat_id = ANY(${seatIds}::text[]) AND is_live)
        AND may_reserve_party_locked(${userId}, ${subscriber}, ${places.length}::int,
          ${limits.maxUnpaid}::int, ${limits.maxOfSubscriber}::int)
    ), claimed AS (
      ${claim(performance.id, places)}
    ), reserved AS (
      INSERT INTO orders (id, user_id, performance_id, party, places, title, price_minor, currency, status, version,
        created_at, expires_at, charged_to, saga_id, is_offer)
      SELECT ${orderId}::uuid, ${userId}, id, ${JSON.stringify(stored)}::jsonb, ${places.length}::int, title,
        ${totalOf(places)}::int, currency, 'created', 0, clock_timestamp(),
        clock_timestamp() + ${ttlSeconds}::int * interval '1 second', subscriber_to_charge(${userId}, ${subscriber}),
        ${party.sagaId}, ${party.isOffer}::boolean
      FROM claimed
      RETURNING *
    ), seats AS (
      INSERT INTO order_seats (order_id, performance_id, seat_id)
      SELECT reserved.id, performance_id, seat_id
      FROM reserved, unnest(${seatIds}::text[]) WITH ORDINALITY AS wanted (seat_id, position) ORDER BY position
    ), event AS (
      INSERT INTO outbox (id, topic, key, type, traceparent, payload)
      SELECT ${event.id}::uuid, ${event.topic}, id::text, ${event.type}, ${event.traceparent}, jsonb_build_object(
        'id', id::text, 'status', status, 'userId', user_id,
        'expiresAt', (extract(epoch FROM expires_at) * 1000)::bigint, 'title', title,
        'items', ${JSON.stringify(items)}::jsonb, 'total', price_minor, 'currency', currency, 'reservation', null,
        'isOffer', is_offer, 'version', version)
      FROM reserved
    )
    SELECT ${orderColumns} FROM reserved`;
  const rows = await insert.catch((error: unknown) => {
    if (isUniqueViolation(error)) return [];
    throw error;
  });
  return rows[0] ? toOrder(rows[0]) : null;
}

/**
 * Reserves places for a party in a transaction that goes on when a place is taken: that violation would abort the whole of it.
 * The statement sees the parties that the transaction has reserved before.
 */
export async function insertPartyWithin(tx: Tx, party: NewParty): Promise<Order | null> {
  await tx.$executeRaw`SAVEPOINT party`;
  const order = await insertParty(tx, party);
  if (!order) await tx.$executeRaw`ROLLBACK TO SAVEPOINT party`;
  await tx.$executeRaw`RELEASE SAVEPOINT party`;
  return order;
}

/** Seats are claimed by their insertion; standing places by raising the area's count, which waits for its row. */
function claim(performanceId: string, places: readonly Place[]): Prisma.Sql {
  const [first] = places;
  if (first?.seatId !== null) return Prisma.sql`SELECT * FROM sale`;
  return Prisma.sql`
    UPDATE standing_areas SET taken = taken + ${places.length}::int FROM sale
    WHERE performance_id = ${performanceId} AND section_id = ${first.sectionId} AND taken + ${places.length}::int <= quota
    RETURNING sale.*`;
}

/** Places that an order does not have any more. */
export interface FreedPlaces {
  orderId: string;
  performanceId: string;
  places: readonly Place[];
}

/**
 * Frees places; the waiting list is asked about them first. Requires the orders' locks; each place once, because standing places
 * are counted.
 */
export async function releasePlaces(tx: Tx, freed: readonly FreedPlaces[]): Promise<void> {
  if (freed.length === 0) return;
  const rows = freed.flatMap(({ orderId, performanceId, places }) =>
    places.map(({ seatId, sectionId }) => ({ orderId, performanceId, seatId, sectionId })),
  );
  const given = rowsAsTable(rows, '"orderId" uuid, "performanceId" text, "sectionId" text, "seatId" text');
  await tx.$executeRaw`
    UPDATE order_seats SET is_live = false
    FROM ${given} AS freed
    WHERE order_seats.order_id = freed."orderId" AND order_seats.seat_id = freed."seatId" AND is_live`;
  // The areas are locked in one order, so that two callers never deadlock.
  await tx.$executeRaw`
    WITH freed AS (
      SELECT "performanceId" AS performance_id, "sectionId" AS section_id, count(*)::int AS places
      FROM ${given} AS place
      WHERE "seatId" IS NULL
      GROUP BY 1, 2
    ), locked AS (
      SELECT performance_id, section_id FROM standing_areas JOIN freed USING (performance_id, section_id)
      ORDER BY performance_id, section_id FOR UPDATE OF standing_areas
    )
    UPDATE standing_areas SET taken = taken - freed.places
    FROM freed JOIN locked USING (performance_id, section_id)
    WHERE standing_areas.performance_id = freed.performance_id AND standing_areas.section_id = freed.section_id`;
  const performanceIds = [...new Set(freed.map(({ performanceId }) => performanceId))];
  await tx.$executeRaw`
    UPDATE performances SET offers_due = true
    WHERE id = ANY(${performanceIds}::text[]) AND NOT offers_due
      AND EXISTS (SELECT FROM waiting_entries WHERE performance_id = performances.id AND order_id IS NULL)`;
}
