export { postgresConsumerStore } from './consumer-store.ts';
export {
  adapterOptions,
  databaseCheck,
  inTransaction,
  openPool,
  type PoolOptions,
  type Queryable,
  readNow,
  type TransactionalDatabase,
} from './database.ts';
export { postgresIdempotencyStore } from './idempotency-store.ts';
export { keepTables } from './keep-tables.ts';
export { type ChangeFeed, type ChangeListener, listenToChanges } from './live-changes.ts';
export { postgresMessageRecords } from './message-records.ts';
export { migrateCommand } from './migrate-command.ts';
export { isReady, type MigrationTarget, migrate } from './migrations.ts';
export { insertOutboxRows, outboxIdentity, outboxRow } from './outbox.ts';
export { postgresOutboxCheck } from './outbox-check.ts';
export { andOlderThan } from './pages.ts';
export { prune } from './prune.ts';
export { postgresReconcileSource } from './reconcile-source.ts';
export { readSlot } from './replication-slot.ts';
export { isSessionRevoked, onSessionRevoked } from './revoked-sessions.ts';
export { rowsAsTable } from './rows-as-table.ts';
export { sagaTransactions, sqlOf } from './saga-sql.ts';
export { watchSlot } from './watch-slot.ts';
