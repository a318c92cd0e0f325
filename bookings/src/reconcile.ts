// Compares bookings, their outbox and their topics, and republishes missing events; see docs/runbooks/lost-slot.md.
//   node src/reconcile.ts [--dry-run] [--json]
import { parseEnv, url } from '@ticketing/common/config';
import { postgresReconcileSource, readSlot } from '@ticketing/common/postgres';
import { reconcileCommand } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { z } from 'zod';
import { openDatabase } from './store/database.ts';
import { migrationTarget } from './store/migration-target.ts';
import { expectedEvents } from './use-cases/expected-events.ts';

const { slotName } = migrationTarget;
const slotIsMissing =
  'the replication slot is missing, so nothing would be published; create a new one first (node infra/setup/src/main.ts slot)';

process.exitCode = await reconcileCommand('bookings', async (env) => {
  const { DATABASE_URL } = parseEnv(z.object({ DATABASE_URL: url('postgres', 'postgresql') }), env);
  const database = openDatabase(DATABASE_URL);
  const source = {
    name: 'bookings',
    topics: topicsOwnedBy('bookings'),
    expectedEvents,
    ...postgresReconcileSource(database, slotName),
  };
  return {
    source,
    obstacle: (await readSlot(database, slotName)) ? null : slotIsMissing,
    close: () => database.$disconnect(),
  };
});
