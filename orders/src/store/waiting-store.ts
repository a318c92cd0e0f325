import type { WaitingWish } from '../domain/waiting.ts';
import type { Database, Tx } from './database.ts';
import { Prisma } from './prisma/client.ts';

/** A party that waits for places of a performance. */
export interface WaitingEntry {
  id: string;
  performanceId: string;
  userId: string;
  wish: WaitingWish;
  /** Keyed hash of the subscriber that it was made from. */
  subscriber: string;
  isVerified: boolean;
  joinedAt: Date;
}

/** An entry with its place in the list; 1 is the next. */
export type PlacedEntry = WaitingEntry & { position: number };

const columns = Prisma.sql`
  id::text, performance_id AS "performanceId", user_id AS "userId", wish, subscriber, is_verified AS "isVerified",
  joined_at AS "joinedAt"`;

/** Adds an entry. A person who waits already keeps the place and the wish. */
export async function insertEntry(database: Database, entry: Omit<WaitingEntry, 'joinedAt'>): Promise<void> {
  await database.$executeRaw`
    INSERT INTO waiting_entries (id, performance_id, user_id, wish, subscriber, is_verified)
    VALUES (${entry.id}::uuid, ${entry.performanceId}, ${entry.userId}, ${JSON.stringify(entry.wish)}::jsonb,
      ${entry.subscriber}, ${entry.isVerified})
    ON CONFLICT (performance_id, user_id) WHERE order_id IS NULL DO NOTHING`;
}

/** Returns a person's waiting entry; null when they don't wait. */
export async function findEntry(
  database: Database,
  { performanceId, userId }: Pick<WaitingEntry, 'performanceId' | 'userId'>,
): Promise<PlacedEntry | null> {
  const [row] = await database.$queryRaw<PlacedEntry[]>`
    SELECT ${columns}, (
      SELECT count(*)::int FROM waiting_entries AS before
      WHERE before.performance_id = entry.performance_id AND before.order_id IS NULL
        AND (before.joined_at, before.id) <= (entry.joined_at, entry.id)) AS position
    FROM waiting_entries AS entry
    WHERE performance_id = ${performanceId} AND user_id = ${userId} AND order_id IS NULL`;
  return row ?? null;
}

/** Removes a person's waiting entry. Idempotent. */
export async function removeEntry(
  database: Database,
  { performanceId, userId }: Pick<WaitingEntry, 'performanceId' | 'userId'>,
): Promise<void> {
  await database.$executeRaw`
    DELETE FROM waiting_entries WHERE performance_id = ${performanceId} AND user_id = ${userId} AND order_id IS NULL`;
}

/** Counts the performances that a person waits for. */
export async function countEntriesOf(database: Database, userId: string): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM waiting_entries WHERE user_id = ${userId} AND order_id IS NULL`;
  return row?.count ?? 0;
}

/**
 * Returns performances whose waiting lists are to be asked: where places were freed, or all of those that are on sale.
 */
export async function performancesToOffer(database: Database, scope: 'freed' | 'all'): Promise<string[]> {
  const isDue =
    scope === 'freed'
      ? Prisma.sql`offers_due`
      : Prisma.sql`status = 'on_sale' AND clock_timestamp() < least(sale_ends_at, starts_at)
          AND EXISTS (SELECT FROM waiting_entries WHERE performance_id = performances.id AND order_id IS NULL)`;
  const rows = await database.$queryRaw<
    { id: string }[]
  >`SELECT id FROM performances WHERE ${isDue} ORDER BY id LIMIT 1000`;
  return rows.map(({ id }) => id);
}

/** Locks a performance's waiting list. @returns false when another process is at it */
export async function lockWaitingList(tx: Tx, performanceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM performances WHERE id = ${performanceId} FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

/** Returns who waits, first come first. */
export const listEntries = (tx: Tx, performanceId: string, limit: number): Promise<WaitingEntry[]> =>
  tx.$queryRaw<WaitingEntry[]>`
    SELECT ${columns} FROM waiting_entries WHERE performance_id = ${performanceId} AND order_id IS NULL
    ORDER BY joined_at, id LIMIT ${limit}::int`;

/** Records the offer that an entry has got. */
export async function recordOffer(tx: Tx, entryId: string, orderId: string): Promise<void> {
  await tx.$executeRaw`UPDATE waiting_entries SET order_id = ${orderId}::uuid WHERE id = ${entryId}::uuid`;
}

/** Opens free places to everybody: the list was asked. Requires its lock. */
export async function endOffers(tx: Tx, performanceId: string): Promise<void> {
  await tx.$executeRaw`UPDATE performances SET offers_due = false WHERE id = ${performanceId} AND offers_due`;
}

/** Nobody waits for what has begun. */
export const pastEntries = {
  table: Prisma.sql`waiting_entries`,
  where: Prisma.sql`performance_id IN (SELECT id FROM performances WHERE starts_at < now() - interval '1 day')`,
};
