// Compares payments, their outbox and their topics, and republishes missing events; see docs/runbooks/lost-slot.md.
//
//   node src/reconcile.ts [--dry-run] [--json]
import { parseEnv, url } from '@ticketing/common/config';
import { connectMongo, mongoReconcileSource, type SequenceOf } from '@ticketing/common/mongo';
import { reconcileCommand } from '@ticketing/common/reconcile';
import { keyOf, topicsOwnedBy } from '@ticketing/contracts';
import { z } from 'zod';
import { createOrderStore } from './store/order-store.ts';
import { createPaymentStore } from './store/payment-store.ts';
import { expectedEvents } from './use-cases/expected-events.ts';

process.exitCode = await reconcileCommand('payments', async (env) => {
  const { MONGO_URI } = parseEnv(z.object({ MONGO_URI: url('mongodb', 'mongodb+srv') }), env);
  const connection = await connectMongo(MONGO_URI);
  const orders = createOrderStore(connection);
  const nextSequence: SequenceOf = async (session, { topic, event }) =>
    (await orders.takeSequence(session, keyOf(topic, event))).sequence;
  const source = {
    name: 'payments',
    topics: topicsOwnedBy('payments'),
    expectedEvents: expectedEvents({ payments: createPaymentStore(connection) }),
    ...mongoReconcileSource(connection, nextSequence),
  };
  return { source, close: () => connection.close() };
});
