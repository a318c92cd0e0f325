import type { PostgresService } from '@ticketing/contracts';
import pg from 'pg';

export interface ConnectorDatabase {
  host: string;
  port: number;
  /** A role with REPLICATION that may read `outbox` and write `debezium_heartbeat`. */
  user: string;
  password: string;
  /** A variable of Connect's that has the password, so that the connector's settings only refer to it. */
  passwordVariable?: string | undefined;
  /** `verify-full` requires TLS and checks the server's certificate and name; without it, connections are not encrypted. */
  sslMode?: 'disable' | 'verify-full' | undefined;
  /** A file of Connect's with the roots that the server's certificate is checked against, in PEM; needed by `verify-full`. */
  sslRootCert?: string | undefined;
  /** The service that owns it. Slot, publication and connector are named after it. */
  name: PostgresService;
}

/** Runs work on a service's database with Debezium's role. */
export async function withDatabase<T>(
  { host, port, user, password, name, sslMode }: ConnectorDatabase,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  // Node checks the certificate against its own roots and those of NODE_EXTRA_CA_CERTS.
  const ssl = sslMode === 'verify-full';
  const client = new pg.Client({ host, port, user, password, database: name, ssl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
