import type { OrderCounts, SaleEnd } from '../domain/cancellation-answers.ts';
import type { Tx } from './database.ts';

/**
 * Reads whether a performance is cancelled, and since when at the latest. A cancellation of the caller's own transaction does not
 * count: others do not see it yet.
 * @returns null while it is not cancelled. Rounded up: the clock is finer than a Date
 */
async function readCancelledAt(tx: Tx, performanceId: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ seenAt: Date }[]>`
    SELECT date_trunc('milliseconds', clock_timestamp() + interval '1 millisecond') AS "seenAt" FROM performances
    WHERE id = ${performanceId} AND status = 'cancelled'
      AND xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid`;
  return row?.seenAt ?? null;
}

/**
 * Whether no transaction of this service is open that began until then. A later one sees the cancellation; an earlier one may be
 * about to commit a reservation. The reserving statement takes no lock for this: a row lock on the performance would be held by all
 * its buyers, and would deadlock with a release, which writes that row while it holds seats.
 */
async function isQuietSince(tx: Tx, seenAt: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isQuiet: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND xact_start <= ${seenAt}
    ) AS "isQuiet"`;
  return row?.isQuiet ?? false;
}

/** @param seenAt when the cancellation was first seen, by an earlier answer; null before */
export async function readSaleEnd(tx: Tx, performanceId: string, seenAt: Date | null): Promise<SaleEnd> {
  return seenAt === null
    ? { seenAt: await readCancelledAt(tx, performanceId), isQuiet: false }
    : { seenAt, isQuiet: await isQuietSince(tx, seenAt) };
}

/** Counts the orders of a performance. @param reservedAfter of the others that have ended, those whose reservation ended later */
export async function countEnds(tx: Tx, performanceId: string, reservedAfter: Date): Promise<OrderCounts> {
  const [row] = await tx.$queryRaw<OrderCounts[]>`
    SELECT count(*) FILTER (WHERE status <> 'cancelled')::int AS live,
      count(*) FILTER (WHERE cancel_reason = 'event_cancelled')::int AS ended,
      count(*) FILTER (WHERE cancel_reason = 'event_cancelled' AND payment_id IS NOT NULL)::int AS paid,
      count(*) FILTER (WHERE cancel_reason = 'event_cancelled'
        OR (status = 'cancelled' AND expires_at > ${reservedAfter}))::int AS known
    FROM orders WHERE performance_id = ${performanceId}`;
  if (!row) throw new Error('a count returned no row');
  return row;
}
