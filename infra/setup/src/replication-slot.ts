import { readFileSync } from 'node:fs';
import type { PostgresService } from '@ticketing/contracts';
import pg from 'pg';

export interface ConnectorDatabase {
  host: string;
  port: number;
  /** A role with REPLICATION that may read `outbox` and write `debezium_heartbeat`. */
  user: string;
  password: string;
  /** The service that owns it. Slot, publication and connector are named after it. */
  name: PostgresService;
  /** PEM of the authority of the server's certificate; without it, the connection is not verified. */
  caFile?: string;
}

/** Runs work on a service's database with Debezium's role. */
export async function withDatabase<T>(
  { host, port, user, password, name, caFile }: ConnectorDatabase,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database: name,
    connectionTimeoutMillis: 5_000,
    ...(caFile && { ssl: { ca: readFileSync(caFile) } }),
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
