import {
  connectMongo,
  insertOutboxRows,
  inTransaction,
  type OutboxRow,
  outboxOf,
  prepareCollections,
} from '@ticketing/common/mongo';
import type { Environment } from '../parts/environment.ts';

/** An outbox in a separate Mongo database. */
export async function openOutbox(environment: Environment, database: string) {
  const mongoUri = (await environment.mongo()).uri(database);
  const connection = await connectMongo(mongoUri);
  const outbox = outboxOf(connection);
  await prepareCollections(connection);
  return {
    mongoUri,
    connection,
    outbox,
    /** Writes in a transaction, like a service. */
    commit: (row: OutboxRow): Promise<void> =>
      inTransaction(connection, (session) => insertOutboxRows(outbox, [row], session)),
  };
}
