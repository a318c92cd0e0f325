import { type Connection, connectMongo } from '@ticketing/common/mongo';
import { Client } from 'pg';
import { CliError } from '../exit.ts';

/** Runs work with a connection to a service's MongoDB database. @throws CliError when it does not respond */
export async function withMongo<T>(uri: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectMongo(uri).catch((error: Error) => {
    throw new CliError(`MongoDB did not respond: ${error.message}`);
  });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Runs work with a read-only connection to PostgreSQL. @throws CliError when it does not respond */
export async function withPostgres<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    options: '-c default_transaction_read_only=on',
  });
  await client.connect().catch((error: Error) => {
    throw new CliError(`PostgreSQL did not respond: ${error.message}`);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
