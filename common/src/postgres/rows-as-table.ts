import { raw, type Sql, sqltag } from '@prisma/client/runtime/client';

/**
 * Makes a table of rows for `FROM`. PostgreSQL assumes 100 rows of `jsonb_to_recordset`, whatever it gets, and so reads a
 * whole table of some thousand rows to join them; the limit tells it how many there are.
 *
 * @param columns names and types, as in `id uuid, title text`
 */
export const rowsAsTable = (rows: readonly object[], columns: string): Sql =>
  sqltag`(SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (${raw(columns)})
    LIMIT ${rows.length}::int)`;
