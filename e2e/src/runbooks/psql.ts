// Runs one statement and prints its rows: psql <url> -c <statement>
import { parseArgs } from 'node:util';
import { withPostgres } from '../checker/observe/postgres.ts';

const { values, positionals } = parseArgs({
  options: { command: { type: 'string', short: 'c' } },
  allowPositionals: true,
});
const rows = await withPostgres(
  positionals[0] ?? '',
  async (client) => (await client.query(values.command ?? '')).rows,
);
for (const row of rows) process.stdout.write(`${Object.values(row as object).join(' | ')}\n`);
