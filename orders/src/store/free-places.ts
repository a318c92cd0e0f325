import type { Database } from './database.ts';

/** What is left of a departure. */
export interface FreeOfDeparture {
  performanceId: string;
  /** Category id → free places. */
  free: Readonly<Record<string, number>>;
}

/**
 * Counts the free places of departures by category; what is unknown, or no departure, is left out. Reads rows, not seats, and
 * keeps nothing in memory: a page of departures would drive sales that everybody looks at out of the views.
 */
export async function countFreePlaces(
  database: Pick<Database, '$queryRaw'>,
  performanceIds: readonly string[],
): Promise<FreeOfDeparture[]> {
  return database.$queryRaw<FreeOfDeparture[]>`
    WITH asked AS (
      SELECT id, sections, held_back FROM performances WHERE id = ANY(${[...performanceIds]}) AND kind = 'departure'
    ), seat_rows AS (
      SELECT asked.id, section->>'id' AS section_id, seat_row->>'label' AS label, seat_row->>'categoryId' AS category_id,
        jsonb_array_length(seat_row->'seats') AS seats
      FROM asked, jsonb_array_elements(sections) AS section, jsonb_array_elements(section->'rows') AS seat_row
    ), gone AS (
      SELECT id, split_part(seat_id, ':', 1) AS section_id, split_part(seat_id, ':', 2) AS label, count(*) AS seats
      FROM (
        SELECT asked.id, seat_id FROM asked JOIN order_seats ON performance_id = asked.id AND is_live
        UNION SELECT id, unnest(held_back) FROM asked
      ) AS taken
      GROUP BY 1, 2, 3
    ), free AS (
      SELECT seat_rows.id, category_id, seat_rows.seats - coalesce(gone.seats, 0) AS places
      FROM seat_rows LEFT JOIN gone USING (id, section_id, label)
      UNION ALL
      SELECT asked.id, section->'standing'->>'categoryId', quota - taken
      FROM asked, jsonb_array_elements(sections) AS section
      JOIN standing_areas ON section_id = section->>'id'
      WHERE performance_id = asked.id
    ), by_category AS (
      SELECT id, category_id, sum(places)::int AS places FROM free GROUP BY 1, 2
    )
    SELECT id AS "performanceId", jsonb_object_agg(category_id, places) AS free FROM by_category GROUP BY id ORDER BY id`;
}
