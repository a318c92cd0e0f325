import { foldersOf } from '@ticketing/local/config';
import { loadSecrets } from '@ticketing/local/secrets';
import pg from 'pg';
import type { Stage } from '../fault.ts';

/** Works in the database of orders with all rights. */
export async function withSuperuser<T>(
  { addresses, home }: Pick<Stage, 'addresses' | 'home'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(addresses.databases.orders);
  url.username = 'postgres';
  url.password = loadSecrets(foldersOf(home)).postgresPassword;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
