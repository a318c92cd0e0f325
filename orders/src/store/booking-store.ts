import { rowsAsTable } from '@ticketing/common/postgres';
import type { StepRecord } from '@ticketing/common/saga';
import type { Order } from '../domain/order.ts';
import type { Tx } from './database.ts';
import { type OrderRow, orderColumns, toOrder } from './order-row.ts';
import { Prisma } from './prisma/client.ts';

/** How the reservation of a saga went. */
export type ReservationStep = Pick<StepRecord, 'outcome' | 'reason' | 'isUndone'>;

/**
 * Reads the steps of sagas, and makes other transactions with these sagas wait: commands of one saga arrive on several topics,
 * and a saga that is new has no row to lock.
 */
export async function lockSteps(tx: Tx, sagaIds: readonly string[]): Promise<Map<string, StepRecord>> {
  // In one order, so that two callers never deadlock.
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(saga_id, 7221707) AS key FROM unnest(${[...sagaIds]}::text[]) AS saga_id ORDER BY key
    ) AS keys`;
  const found = await tx.bookingStep.findMany({ where: { sagaId: { in: [...sagaIds] } } });
  return new Map(
    found.map(({ sagaId, outcome, reason, isUndone }) => [
      sagaId,
      { outcome: outcome as StepRecord['outcome'], reason, isUndone, fields: null },
    ]),
  );
}

/** Keeps how the reservations of sagas went. Requires {@link lockSteps}. */
export async function saveSteps(tx: Tx, steps: ReadonlyMap<string, ReservationStep>): Promise<void> {
  if (steps.size === 0) return;
  const rows = [...steps].map(([sagaId, { outcome, reason, isUndone }]) => ({ sagaId, outcome, reason, isUndone }));
  await tx.$executeRaw`
    INSERT INTO booking_steps (saga_id, outcome, reason, is_undone)
    SELECT "sagaId", outcome, reason, "isUndone"
    FROM ${rowsAsTable(rows, '"sagaId" text, outcome text, reason text, "isUndone" boolean')} AS step
    ON CONFLICT (saga_id) DO UPDATE
      SET outcome = excluded.outcome, reason = excluded.reason, is_undone = excluded.is_undone, recorded_at = now()`;
}

/** Reads the orders of bookings by saga and locks their rows, by id, so that two callers never deadlock. */
export async function lockOrdersOfSagas(tx: Tx, sagaIds: readonly string[]): Promise<Map<string, Order>> {
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT ${orderColumns} FROM orders WHERE saga_id = ANY(${[...sagaIds]}::text[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map((row) => [String(row.sagaId), toOrder(row)]));
}

/** Longer than a topic keeps the commands of a saga (30 days): nobody asks for these steps again. */
export const forgottenSteps = {
  table: Prisma.sql`booking_steps`,
  where: Prisma.sql`recorded_at < now() - interval '35 days'`,
};
