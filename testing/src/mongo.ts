import { MongoDBContainer } from '@testcontainers/mongodb';
import { ensureInstalled, startMongo } from '@ticketing/local/parts';
import { testBackend } from './backend.ts';

export interface TestMongo {
  /** mongodb://… of a database in a single-member replica set, so that transactions work. */
  uri(database: string): string;
  stop(): Promise<void>;
}

const image = process.env.TEST_MONGO_IMAGE ?? 'mongo:8.0';

/** Starts a real MongoDB for this test file. */
export async function startTestMongo(): Promise<TestMongo> {
  if (testBackend() === 'native') {
    await ensureInstalled(['mongo']);
    const { uri, stop } = await startMongo();
    return { uri, stop };
  }
  const container = await new MongoDBContainer(image).start();
  return {
    uri: (database) => `${container.getConnectionString()}/${database}?directConnection=true`,
    stop: async () => void (await container.stop()),
  };
}
