import type { Cursor } from '@ticketing/common/http';
import { andOlderThan, sqlOf } from '@ticketing/common/postgres';
import { findSagas } from '@ticketing/common/saga';
import type { Journey } from '../domain/book-journey.ts';
import { type Booking, outcomeOf } from '../domain/booking.ts';
import { cancelEventIdOf } from '../domain/cancel-event.ts';
import type { Database, Tx } from './database.ts';

export interface NewBooking {
  /** Also the id of its saga. */
  id: string;
  userId: string;
  performanceId: string;
  passengers: readonly string[] | null;
}

/** Inserts a booking; one that exists stays as it is. */
export async function insertBooking(tx: Tx, { id, userId, performanceId, passengers }: NewBooking): Promise<void> {
  const names = passengers === null ? null : JSON.stringify(passengers);
  await tx.$executeRaw`
    INSERT INTO bookings (id, user_id, performance_id, passengers)
    VALUES (${id}::uuid, ${userId}, ${performanceId}, ${names}::jsonb) ON CONFLICT (id) DO NOTHING`;
}

/** Counts what a person has begun to book in the last minute, by the database's clock. */
export async function countOfLastMinute(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM bookings
    WHERE user_id = ${userId} AND created_at > clock_timestamp() - interval '1 minute'`;
  return row?.count ?? 0;
}

interface BookingRow extends Omit<NewBooking, 'passengers'> {
  passengers: unknown;
  createdAt: Date;
}

/** Adds to bookings what their sagas know, and whether their performance is cancelled, in the order of the rows. */
async function withProgress(database: Database | Tx, rows: readonly BookingRow[]): Promise<Booking[]> {
  const sagas = await findSagas(
    sqlOf(database),
    rows.flatMap(({ id, performanceId }) => [id, cancelEventIdOf(performanceId)]),
  );
  return rows.map((row) => {
    const saga = sagas.get(row.id);
    if (!saga) throw new Error(`booking ${row.id} has no saga`);
    return {
      ...row,
      passengers: row.passengers as string[] | null,
      ...outcomeOf(saga, sagas.has(cancelEventIdOf(row.performanceId))),
      journey: saga.data as Journey,
    };
  });
}

export async function findBooking(database: Database | Tx, id: string): Promise<Booking | null> {
  const row = await database.booking.findUnique({ where: { id } });
  if (!row) return null;
  const [booking] = await withProgress(database, [row]);
  return booking ?? null;
}

/** Returns the existing ones of these bookings. */
export async function findBookings(database: Database, ids: readonly string[]): Promise<Booking[]> {
  return withProgress(database, await database.booking.findMany({ where: { id: { in: [...ids] } } }));
}

export interface OwnBookingsOptions {
  userId: string;
  limit: number;
  /** Only bookings after this position, from newest to oldest. */
  after?: Cursor | undefined;
}

/** Returns a person's bookings, newest first. */
export async function listBookingsOf(
  database: Database,
  { userId, limit, after }: OwnBookingsOptions,
): Promise<Booking[]> {
  const rows = await database.$queryRaw<BookingRow[]>`
    SELECT id::text, user_id AS "userId", performance_id AS "performanceId", passengers, created_at AS "createdAt"
    FROM bookings WHERE user_id = ${userId} ${andOlderThan(after)}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}::int`;
  return withProgress(database, rows);
}

/** Erases the names of passengers in the bookings of people who deleted their accounts. Idempotent. */
export async function erasePassengers(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE bookings SET passengers = NULL WHERE user_id = ANY(${[...userIds]}::text[])`;
}
