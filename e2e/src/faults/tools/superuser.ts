import { foldersOf } from '@ticketing/local/config';
import { loadSecrets } from '@ticketing/local/secrets';
import type pg from 'pg';
import { withPostgres } from '../../checker/observe/postgres.ts';
import type { Stage } from '../fault.ts';

/** Runs `work` on the orders database as the superuser. */
export function withSuperuser<T>(
  { addresses, home }: Pick<Stage, 'addresses' | 'home'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(addresses.databases.orders);
  url.username = 'postgres';
  url.password = loadSecrets(foldersOf(home)).postgresPassword;
  return withPostgres(url.href, work);
}
