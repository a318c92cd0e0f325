import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';

/** What a service's own code knows of its database. */
export interface MigrationTarget {
  /** Folder of its migrations, each in a folder of its own. */
  migrationsFolder: string;
  /** Debezium's replication slot of its outbox. */
  slotName: string;
}

/** An arbitrary lock id, held so that two runners do not apply the same migration. */
const advisoryLock = 7_221_704;

// The table as Prisma Migrate creates it.
const migrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
    logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies pending migrations, each in its own transaction. Idempotent.
 * @param cdcUser role to which Debezium's privileges are granted
 * @returns names of the applied migrations
 * @throws when an applied migration has been edited
 */
export async function migrate(
  { migrationsFolder }: Pick<MigrationTarget, 'migrationsFolder'>,
  databaseUrl: string,
  cdcUser?: string,
): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(migrationsTable);
    const applied = await applyMissing(client, migrationsFolder);
    if (cdcUser) await grantChangeCapture(client, cdcUser);
    return applied;
  } finally {
    await client.end();
  }
}

/**
 * Returns whether the service may start: every known migration is applied and the outbox is being read. Rows written
 * before a replication slot exists would never be published; a slot lost later only raises an alert.
 * @throws when the database is unavailable
 */
export async function isReady({ migrationsFolder, slotName }: MigrationTarget, databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
    if (!rows[0]?.exists) return false;
    const applied = await readApplied(client);
    if (!(await readNames(migrationsFolder)).every((name) => applied.has(name))) return false;
    const outbox = await client.query<{ isBeingRead: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1) OR EXISTS (SELECT FROM outbox) AS "isBeingRead"`,
      [slotName],
    );
    return outbox.rows[0]?.isBeingRead ?? false;
  } finally {
    await client.end();
  }
}

async function readApplied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map(({ migration_name, checksum }) => [migration_name, checksum]));
}

async function readNames(migrationsFolder: string): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function applyMissing(client: Client, migrationsFolder: string): Promise<string[]> {
  const checksums = await readApplied(client);
  const applied: string[] = [];
  for (const name of await readNames(migrationsFolder)) {
    const sql = await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (checksums.get(name) === checksum) continue;
    if (checksums.has(name))
      throw new Error(`migration ${name} was edited after it was applied; add a new one instead`);
    await applyOne(client, name, sql, checksum);
    applied.push(name);
  }
  return applied;
}

async function applyOne(client: Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function grantChangeCapture(client: Client, role: string): Promise<void> {
  const name = escapeIdentifier(role);
  await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  await client.query(`GRANT SELECT ON outbox TO ${name}`);
  await client.query(`GRANT SELECT, UPDATE ON debezium_heartbeat TO ${name}`);
}
