// Applies the SQL migrations of prisma/migrations, in order, each once.
//   DATABASE_URL=… [CDC_USER=…] node src/migrate.ts
// A runner of our own, because `prisma migrate deploy` needs an engine binary that is downloaded from its vendor. It keeps
// Prisma's own table, so that `prisma migrate status` agrees where the engine can be had.

import { parseEnv, url } from '@ticketing/common/config';
import { z } from 'zod';
import { migrate } from './store/migrations.ts';

const Env = z.object({
  DATABASE_URL: url('postgres', 'postgresql'),
  /** Role that Debezium signs in with; gets what it needs and no more. */
  CDC_USER: z.string().optional(),
});

try {
  const { DATABASE_URL, CDC_USER } = parseEnv(Env, process.env);
  for (const name of await migrate(DATABASE_URL, CDC_USER)) process.stdout.write(`applied ${name}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
