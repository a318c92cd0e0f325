// Compares users, their outbox and their topics, and republishes missing events; see docs/runbooks/lost-slot.md.
//   node src/reconcile.ts [--dry-run] [--json]
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo, mongoReconcileSource, mongoRevokedSessions } from '@ticketing/common/mongo';
import { reconcileCommand } from '@ticketing/common/reconcile';
import { createSeal, sealingKey } from '@ticketing/common/sealing';
import { topicsOwnedBy } from '@ticketing/contracts';
import { z } from 'zod';
import { createUserStore } from './store/user-store.ts';
import { expectedEvents } from './use-cases/expected-events.ts';

process.exitCode = await reconcileCommand('auth', async (env) => {
  const Env = z.object({ MONGO_URI: url('mongodb', 'mongodb+srv'), NOTIFICATIONS_PUBLIC_KEY: sealingKey() });
  const { MONGO_URI, NOTIFICATIONS_PUBLIC_KEY } = parseEnv(Env, env);
  const connection = await connectMongo(MONGO_URI);
  const revokedSessions = mongoRevokedSessions(connection);
  const source = {
    name: 'auth',
    topics: topicsOwnedBy('auth'),
    expectedEvents: expectedEvents({
      users: createUserStore(connection),
      revokedSessions,
      seal: createSeal(NOTIFICATIONS_PUBLIC_KEY),
    }),
    ...mongoReconcileSource(connection),
  };
  return { source, close: () => connection.close() };
});
