import type { DatabaseSync } from 'node:sqlite';

/** Rows by id in insertion order, with both paging directions of a Stripe list. */
export interface Table<Row> {
  get: (id: string) => Row | undefined;
  /** A changed row keeps its place. */
  put: (id: string, row: Row) => void;
  remove: (id: string) => void;
  rows: () => Row[];
  /** From newest to oldest; with `beforeId`, only rows older than that one. */
  newestFirst: (beforeId?: string) => Iterable<Row>;
  /** From the row after `id` to the newest. */
  newerThan: (id: string) => Iterable<Row>;
}

/** Opens a table, and creates it if missing. Rows are stored as JSON. @param name an identifier of ours, never input */
export function openTable<Row>(db: DatabaseSync, name: string): Table<Row> {
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${name} (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT`,
  );
  const select = db.prepare(`SELECT body FROM ${name} WHERE id = ?`);
  const upsert = db.prepare(
    `INSERT INTO ${name} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const remove = db.prepare(`DELETE FROM ${name} WHERE id = ?`);
  const position = `(SELECT position FROM ${name} WHERE id = ?)`;

  /** A statement of its own, because two walks may be interleaved. */
  function* walk(clauses: string, ...values: string[]): Iterable<Row> {
    for (const { body } of db.prepare(`SELECT body FROM ${name} ${clauses}`).iterate(...values)) yield rowOf(body);
  }
  const rowOf = (body: unknown): Row => JSON.parse(String(body)) as Row;

  return {
    get(id) {
      const found = select.get(id);
      return found && rowOf(found.body);
    },
    put: (id, row) => void upsert.run(id, JSON.stringify(row)),
    remove: (id) => void remove.run(id),
    rows: () => [...walk('ORDER BY position')],
    newestFirst: (beforeId) =>
      beforeId === undefined
        ? walk('ORDER BY position DESC')
        : walk(`WHERE position < ${position} ORDER BY position DESC`, beforeId),
    newerThan: (id) => walk(`WHERE position > ${position} ORDER BY position`, id),
  };
}
