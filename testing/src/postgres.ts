import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { ensureInstalled, startPostgres } from '@ticketing/local/parts';
import { testBackend } from './backend.ts';

export interface TestPostgres {
  /** postgresql://… of an empty database owned by its user. */
  url: string;
  /** The same database as a superuser. */
  superuserUrl: string;
  stop(): Promise<void>;
}

/** The version used in production. */
const image = process.env.TEST_POSTGRES_IMAGE ?? 'postgres:17';

/** Starts a real PostgreSQL for this test file, with logical decoding as in production. */
export async function startTestPostgres(): Promise<TestPostgres> {
  if (testBackend() === 'native') {
    await ensureInstalled(['postgres']);
    const { url, superuserUrl, stop } = await startPostgres();
    return { url, superuserUrl: inDatabase(superuserUrl, new URL(url).pathname), stop };
  }
  const container = await new PostgreSqlContainer(image).withCommand(['postgres', '-c', 'wal_level=logical']).start();
  const url = container.getConnectionUri();
  return { url, superuserUrl: url, stop: async () => void (await container.stop()) };
}

const inDatabase = (url: string, path: string): string => Object.assign(new URL(url), { pathname: path }).href;
