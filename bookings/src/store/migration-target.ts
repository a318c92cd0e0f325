import { join } from 'node:path';
import { type MigrationTarget, slotNameOf } from '@ticketing/common/postgres';

export const migrationTarget: MigrationTarget = {
  migrationsFolder: join(import.meta.dirname, '../../prisma/migrations'),
  slotName: slotNameOf('bookings'),
};
