export {
  type ClientSession,
  type Connection,
  connectMongo,
  inTransaction,
  isDuplicateKey,
  mongoCheck,
} from './connection.ts';
export { mongoConsumerStore } from './consumer-store.ts';
export { type Counted, type CounterKey, type Counters, mongoCounters } from './counters.ts';
export { type DeletedUsers, mongoDeletedUsers } from './deleted-users.ts';
export { type ChangeFollower, followChanges } from './follow-changes.ts';
export { mongoIdempotencyStore } from './idempotency-store.ts';
export { inBatches } from './in-batches.ts';
export { type MessageRecords, mongoMessageRecords, type WrittenRow, withoutPayload } from './message-records.ts';
export { collectionOf, modelOf, prepareCollections } from './model-of.ts';
export { onSessionRevoked } from './on-session-revoked.ts';
export {
  appendAllToOutbox,
  appendToOutbox,
  fromQueueDocument,
  insertOutboxRows,
  type NewOutboxEvent,
  type Outbox,
  type OutboxRow,
  outboxOf,
  type PendingRow,
  type QueueDocument,
  type QueuePosition,
  queueFilter,
  toQueueDocument,
} from './outbox.ts';
export { mongoOutboxCheck } from './outbox-check.ts';
export { mongoReconcileSource, type SequenceOf } from './reconcile-source.ts';
export { mongoRevokedSessions, type RevokedSessions } from './revoked-sessions.ts';
