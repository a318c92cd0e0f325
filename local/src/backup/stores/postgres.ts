import { join } from 'node:path';
import pg from 'pg';
import { createBackupFile, inGroups, linesOf } from '../files.ts';
import { BackupRefused, type PostgresContents } from '../manifest.ts';

/** A database as it was at one moment. */
export interface PostgresSnapshot {
  /** Writes each table to `<folder>/<table>.jsonl.gz`, a row per line. */
  copyTo(folder: string): Promise<PostgresContents>;
  close(): Promise<void>;
}

interface Table {
  name: string;
  /** Quoted, without those that the server computes. */
  columns: string;
  /**
   * The same as they are copied and loaded: a column of JSON as text, because null in JSON would become the database's NULL.
   */
  copied: string;
  loaded: string;
}

const rowsAtOnce = 1_000;
const bytesAtOnce = 4 * 1024 * 1024;
const fileOf = (folder: string, table: string): string => join(folder, `${table}.jsonl.gz`);

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // When the server closes the connection, pg emits an error event in addition to the failed call.
  client.on('error', () => undefined);
  await client.connect();
  // The digests compare text.
  await client.query(`SET TIME ZONE 'UTC'`);
  return client;
}

/**
 * Connects now; `take` fixes the moment. Everybody else reads and writes meanwhile.
 * @param url of the database, as its owner
 */
export async function openPostgres(url: string): Promise<{ take(): Promise<void> } & PostgresSnapshot> {
  const client = await connect(url);
  return {
    async take() {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // The first query, not BEGIN, takes the snapshot.
      await client.query('SELECT 1');
    },
    async copyTo(folder) {
      const tables = await readTables(client);
      for (const table of tables) await copyTable(client, table, folder);
      return contentsOf(client, tables);
    },
    close: () => client.end(),
  };
}

/**
 * Loads a snapshot's tables into a database that the same migrations have prepared, in one transaction.
 * @throws BackupRefused when its migrations differ, or events were written to it
 */
export async function loadPostgres(url: string, folder: string, expected: PostgresContents): Promise<void> {
  const client = await connect(url);
  try {
    await client.query('BEGIN');
    await assertFits(client, expected);
    const tables = await readTables(client);
    // Migrations fill some tables.
    await client.query(`TRUNCATE ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`);
    for (const table of tables) await loadTable(client, table, folder);
    const { tables: loaded } = await contentsOf(client, tables);
    for (const [name, { rows, digest }] of Object.entries(expected.tables))
      if (loaded[name]?.digest !== digest)
        throw new Error(`${name} has ${loaded[name]?.rows} rows after the restore and not the ${rows} of the backup`);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function assertFits(client: pg.Client, expected: PostgresContents): Promise<void> {
  const migrations = await readMigrations(client);
  if (migrations.join() !== expected.migrations.join())
    throw new BackupRefused(
      `the backup was made with other migrations (last: ${expected.migrations.at(-1)}) than this release has (${migrations.at(-1)}): restore it with the release that made it, then upgrade`,
    );
  const { rows } = await client.query<{ isUsed: boolean }>(
    'SELECT EXISTS (SELECT FROM outbox) OR EXISTS (SELECT FROM inbox) AS "isUsed"',
  );
  if (rows[0]?.isUsed) throw new BackupRefused('the database is not empty; npm run reset deletes it');
}

async function copyTable(client: pg.Client, { name, copied }: Table, folder: string): Promise<void> {
  const file = createBackupFile(fileOf(folder, name));
  await client.query(
    `DECLARE backup CURSOR FOR SELECT to_jsonb(t)::text AS line FROM (SELECT ${copied} FROM ${pg.escapeIdentifier(name)}) t`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM backup`);
    if (rows.length === 0) break;
    await file.write(rows.map(({ line }) => `${line}\n`).join(''));
  }
  await client.query('CLOSE backup');
  await file.close();
}

async function loadTable(client: pg.Client, { name, columns, loaded }: Table, folder: string): Promise<void> {
  const table = pg.escapeIdentifier(name);
  const groups = inGroups(linesOf(fileOf(folder, name)), { count: rowsAtOnce, size: bytesAtOnce }, Buffer.byteLength);
  for await (const lines of groups)
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${loaded} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [`[${lines.join()}]`],
    );
}

const migrationsTable = '_prisma_migrations';

async function readMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${migrationsTable} WHERE finished_at IS NOT NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

async function contentsOf(client: pg.Client, tables: readonly Table[]): Promise<PostgresContents> {
  const { rows } = await client.query<{ server: string }>(`SELECT current_setting('server_version') AS server`);
  const found: PostgresContents['tables'] = {};
  for (const table of tables) found[table.name] = await digestOf(client, table);
  return { server: rows[0]?.server ?? 'unknown', migrations: await readMigrations(client), tables: found };
}

/** The sum of a hash of each row's text: the same for the same rows in any order. */
async function digestOf(client: pg.Client, { name, columns }: Table): Promise<{ rows: number; digest: string }> {
  const { rows } = await client.query<{ rows: number; digest: string }>(
    `SELECT count(*)::int AS rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text AS digest
     FROM (SELECT ${columns} FROM ${pg.escapeIdentifier(name)}) t`,
  );
  return rows[0] ?? { rows: 0, digest: '0' };
}

/**
 * The tables, referenced ones first. Columns of type pg_lsn are left out: a position in this server's log means nothing in
 * another's, so their default gives a restored row the new position. The slot, which is created afterwards, lies behind it:
 * reconciling then takes the row for one that Debezium has passed, and looks for its event.
 */
async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { needs: string[] }>(
    `SELECT c.relname AS name, a.columns, a.copied, a.loaded,
       ARRAY(SELECT f.confrelid::regclass::text FROM pg_constraint f
             WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
     FROM pg_class c CROSS JOIN LATERAL (
       SELECT string_agg(column_name, ', ' ORDER BY attnum) AS columns,
         string_agg(CASE WHEN is_json THEN format('%1$s::text AS %1$s', column_name) ELSE column_name END, ', '
                    ORDER BY attnum) AS copied,
         string_agg(CASE WHEN is_json THEN format('(%s #>> ''{}'')::%s', column_name, type) ELSE column_name END, ', '
                    ORDER BY attnum) AS loaded
       FROM (
         SELECT attnum, quote_ident(attname) AS column_name, format_type(atttypid, atttypmod) AS type,
           atttypid IN ('json'::regtype, 'jsonb'::regtype) AS is_json
         FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
           AND atttypid <> 'pg_lsn'::regtype
       ) attributes
     ) a
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
     ORDER BY c.relname`,
    [migrationsTable],
  );
  const sorted: Table[] = [];
  while (sorted.length < tables.length) {
    const isThere = (name: string) => sorted.some((table) => table.name === name);
    const next = tables.filter(({ name, needs }) => !isThere(name) && needs.every(isThere));
    if (next.length === 0) throw new Error('the tables reference each other in a circle');
    sorted.push(...next);
  }
  return sorted;
}
