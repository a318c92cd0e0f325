// Compares users, their outbox and their topics, and republishes missing events; see docs/runbooks/lost-slot.md.
//   node src/reconcile.ts [--dry-run] [--json]
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo, mongoReconcileSource, mongoRevokedSessions } from '@ticketing/common/mongo';
import { reconcileCommand } from '@ticketing/common/reconcile';
import { topicsOwnedBy } from '@ticketing/contracts';
import { z } from 'zod';
import { createUserStore } from './store/user-store.ts';
import { expectedEvents } from './use-cases/expected-events.ts';

process.exitCode = await reconcileCommand('auth', async (env) => {
  const { MONGO_URI } = parseEnv(z.object({ MONGO_URI: url('mongodb', 'mongodb+srv') }), env);
  const connection = await connectMongo(MONGO_URI);
  const revokedSessions = mongoRevokedSessions(connection);
  const source = {
    name: 'auth',
    topics: topicsOwnedBy('auth'),
    expectedEvents: expectedEvents({ users: createUserStore(connection), revokedSessions }),
    ...mongoReconcileSource(connection),
  };
  return { source, close: () => connection.close() };
});
