import { join } from 'node:path';
import type { MigrationTarget } from '@ticketing/common/postgres';
import { slotNameOf } from '@ticketing/contracts';

export const migrationTarget: MigrationTarget = {
  migrationsFolder: join(import.meta.dirname, '../../prisma/migrations'),
  slotName: slotNameOf('bookings'),
};
