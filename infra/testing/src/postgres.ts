import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { ensureInstalled, startPostgres } from '@ticketing/local/parts';
import { testBackend } from './backend.ts';

export interface TestPostgres {
  /** postgresql://… of an empty database that its user owns. */
  url: string;
  stop(): Promise<void>;
}

/** The version the system runs on. */
const image = process.env.TEST_POSTGRES_IMAGE ?? 'postgres:17';

/** A real PostgreSQL of this test file's own, with logical decoding as in production. */
export async function startTestPostgres(): Promise<TestPostgres> {
  if (testBackend() === 'native') {
    await ensureInstalled(['postgres']);
    const { url, stop } = await startPostgres();
    return { url, stop };
  }
  const container = await new PostgreSqlContainer(image).withCommand(['postgres', '-c', 'wal_level=logical']).start();
  return { url: container.getConnectionUri(), stop: async () => void (await container.stop()) };
}
