// Compares performances, their outbox and their topics, and republishes missing events; see docs/runbooks/lost-slot.md.
//   node src/reconcile.ts [--dry-run] [--json]
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo, mongoReconcileSource } from '@ticketing/common/mongo';
import { reconcileCommand } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { z } from 'zod';
import { createStores } from './store/index.ts';
import { expectedEvents } from './use-cases/expected-events.ts';

process.exitCode = await reconcileCommand('catalog', async (env) => {
  const { MONGO_URI } = parseEnv(z.object({ MONGO_URI: url('mongodb', 'mongodb+srv') }), env);
  const connection = await connectMongo(MONGO_URI);
  const source = {
    name: 'catalog' as const,
    topics: topicsOwnedBy('catalog'),
    expectedEvents: expectedEvents(createStores(connection)),
    ...mongoReconcileSource(connection),
  };
  return { source, close: () => connection.close() };
});
