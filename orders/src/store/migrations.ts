import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { slotName } from './replication-slot.ts';

const migrationsDir = join(import.meta.dirname, '../../prisma/migrations');
/** Any number that nobody else takes; held so that two runners do not apply the same migration. */
const advisoryLock = 7_221_704;

// As Prisma Migrate creates it.
const migrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
    logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is missing, each migration in a transaction of its own. Idempotent.
 * @param cdcUser role that is granted what Debezium needs
 * @returns names of the migrations that were applied
 * @throws when a migration that was applied has been edited since
 */
export async function migrate(databaseUrl: string, cdcUser?: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(migrationsTable);
    const applied = await applyMissing(client);
    if (cdcUser) await grantChangeCapture(client, cdcUser);
    return applied;
  } finally {
    await client.end();
  }
}

/**
 * Whether the service may start: everything this program knows has been applied, and somebody reads the outbox. What is written
 * before there is a replication slot would never be published; one that is missing later is an alarm, and stops nobody.
 * @throws when the database does not answer
 */
export async function isReady(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
    if (!rows[0]?.exists) return false;
    const known = await readApplied(client);
    if (!(await readNames()).every((name) => known.has(name))) return false;
    const outbox = await client.query<{ isRead: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1) OR EXISTS (SELECT FROM outbox) AS "isRead"`,
      [slotName],
    );
    return outbox.rows[0]?.isRead ?? false;
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

async function readNames(): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function applyMissing(client: Client): Promise<string[]> {
  const known = await readApplied(client);
  const applied: string[] = [];
  for (const name of await readNames()) {
    const sql = await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (known.get(name) === checksum) continue;
    if (known.has(name))
      throw new Error(`migration ${name} was edited after it had been applied; add a new one instead`);
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
