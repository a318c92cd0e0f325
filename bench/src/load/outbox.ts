import {
  connectMongo,
  insertOutboxRows,
  inTransaction,
  type OutboxRow,
  outboxOf,
  prepareCollections,
} from '@ticketing/common/mongo';
import type { Environment } from '../parts/environment.ts';

/** An outbox in a Mongo database of its own. */
export async function openOutbox(environment: Environment, database: string) {
  const mongoUri = (await environment.mongo()).uri(database);
  const connection = await connectMongo(mongoUri);
  const outbox = outboxOf(connection);
  await prepareCollections(connection);
  return {
    mongoUri,
    connection,
    outbox,
    /** In a transaction, as a service writes it. */
    commit: (row: OutboxRow): Promise<void> =>
      inTransaction(connection, (session) => insertOutboxRows(outbox, [row], session)),
  };
}
