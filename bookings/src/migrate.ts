// Applies the SQL migrations of prisma/migrations in order, each once.
//   DATABASE_URL=… [CDC_USER=…] [RETRY_FOR_SECONDS=0] node src/migrate.ts
//   DATABASE_URL=… node src/migrate.ts --wait      only waits until all migrations are applied and the outbox is being read
import { migrateCommand } from '@ticketing/common/postgres';
import { migrationTarget } from './store/migration-target.ts';

process.exitCode = await migrateCommand(migrationTarget);
