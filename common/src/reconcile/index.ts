export { type CheckedRow, checkEveryMs, checkOutbox, type OutboxCheckStore, watchOutboxCheck } from './check-outbox.ts';
export { type OpenSource, reconcileCommand, textOf } from './command.ts';
export { identityOf, rebuiltEventId } from './event-identity.ts';
export {
  type ExpectedEvent,
  type PublishedRow,
  type RebuiltEvent,
  type ReconcileReport,
  type ReconcileSource,
  reconcile,
} from './reconcile.ts';
