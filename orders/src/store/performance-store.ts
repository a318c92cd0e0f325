import { rowsAsTable } from '@ticketing/common/postgres';
import type { PerformancePublished, PerformanceUpdated, PublishedSection } from '@ticketing/contracts';
import type { FixedPerformance, PerformanceTerms } from '../domain/performance.ts';
import { createSeatPlan } from '../domain/seat-plan.ts';
import type { Database, Tx } from './database.ts';
import type { Performance as PerformanceRow } from './prisma/client.ts';

const publishedColumns = `id text, kind text, title text, "timeZone" text, currency text, "maxParty" int, "startsAt" bigint,
  "saleStartsAt" bigint, "saleEndsAt" bigint, categories jsonb, sections jsonb, "heldBack" jsonb, version int`;

/** Saves performances that went on sale. Idempotent. */
export async function insertPerformances(tx: Tx, published: readonly PerformancePublished[]): Promise<void> {
  await tx.$executeRaw`
    WITH saved AS (
      INSERT INTO performances (id, kind, title, time_zone, currency, status, max_party, starts_at, sale_starts_at, sale_ends_at,
        categories, sections, held_back, version)
      SELECT id, kind, title, "timeZone", currency, 'on_sale', "maxParty", to_timestamp("startsAt" / 1000.0),
        to_timestamp("saleStartsAt" / 1000.0), to_timestamp("saleEndsAt" / 1000.0), categories, sections,
        ARRAY(SELECT jsonb_array_elements_text("heldBack")), version
      FROM ${rowsAsTable(published, publishedColumns)} AS given ORDER BY id
      ON CONFLICT (id) DO NOTHING
      RETURNING id, sections
    )
    INSERT INTO standing_areas (performance_id, section_id, quota)
    SELECT saved.id, section->>'id', (section->'standing'->>'quota')::int
    FROM saved, jsonb_array_elements(saved.sections) AS section
    WHERE jsonb_typeof(section->'standing') = 'object'`;
}

const updatedColumns = `id text, title text, status text, categories jsonb, "startsAt" bigint, "saleStartsAt" bigint,
  "saleEndsAt" bigint, version int`;

/** Saves changes of performances, each once. Idempotent. */
export async function updatePerformances(tx: Tx, updated: readonly PerformanceUpdated[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE performances SET
      title = given.title, status = given.status, categories = given.categories, version = given.version,
      starts_at = to_timestamp(given."startsAt" / 1000.0),
      sale_starts_at = to_timestamp(given."saleStartsAt" / 1000.0),
      sale_ends_at = to_timestamp(given."saleEndsAt" / 1000.0)
    FROM ${rowsAsTable(updated, updatedColumns)} AS given
    WHERE performances.id = given.id AND performances.version < given.version`;
}

const fixedColumns = {
  id: true,
  kind: true,
  timeZone: true,
  currency: true,
  maxParty: true,
  sections: true,
  heldBack: true,
} as const;

/** Reads what never changes of a performance. Its seats may be many thousands: callers keep it. */
export async function findFixedPerformance(database: Database, id: string): Promise<FixedPerformance | null> {
  const row = await database.performance.findUnique({ where: { id }, select: fixedColumns });
  if (!row) return null;
  const { kind, sections, heldBack, ...fixed } = row;
  return {
    ...fixed,
    isDeparture: kind === 'departure',
    plan: createSeatPlan(sections as unknown as PublishedSection[], heldBack),
  };
}

const toTerms = ({
  title,
  status,
  startsAt,
  saleStartsAt,
  saleEndsAt,
  categories,
  version,
}: TermsRow): PerformanceTerms => ({
  title,
  status: status as PerformanceTerms['status'],
  startsAt,
  saleStartsAt,
  saleEndsAt,
  prices: new Map((categories as unknown as PerformancePublished['categories']).map(({ id, price }) => [id, price])),
  version,
});

type TermsRow = Pick<
  PerformanceRow,
  'title' | 'status' | 'startsAt' | 'saleStartsAt' | 'saleEndsAt' | 'categories' | 'version'
>;

/** What may have changed of a performance, and which of its places live orders have. */
export interface PerformanceState {
  terms: PerformanceTerms;
  taken: {
    seatIds: readonly string[];
    /** Free places by section of a standing area. */
    freeStanding: ReadonlyMap<string, number>;
  };
  /** Whether the waiting list is asked about free places first. */
  areOffersDue: boolean;
  /** The database's clock. */
  now: Date;
}

interface StateRow extends TermsRow {
  seatIds: string[];
  areas: { sectionId: string; free: number }[];
  areOffersDue: boolean;
  now: Date;
}

/** Reads the state of a known performance. */
export async function readState(database: Tx, performanceId: string): Promise<PerformanceState> {
  const [row] = await database.$queryRaw<StateRow[]>`
    SELECT title, status, starts_at AS "startsAt", sale_starts_at AS "saleStartsAt", sale_ends_at AS "saleEndsAt",
      categories, version, offers_due AS "areOffersDue", clock_timestamp() AS now,
      (SELECT coalesce(array_agg(seat_id), '{}') FROM order_seats
        WHERE performance_id = ${performanceId} AND is_live) AS "seatIds",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sectionId', section_id, 'free', quota - taken)), '[]')
        FROM standing_areas WHERE performance_id = ${performanceId}) AS areas
    FROM performances WHERE id = ${performanceId}`;
  if (!row) throw new Error('a performance that was read is gone');
  const freeStanding = new Map(row.areas.map(({ sectionId, free }) => [sectionId, free]));
  const { seatIds, areOffersDue, now } = row;
  return { terms: toTerms(row), taken: { seatIds, freeStanding }, areOffersDue, now };
}
