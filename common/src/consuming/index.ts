export type { Applier, DecodedEvent, EventOrigin, Outcome, SkippedVersion } from './applier.ts';
export { type Arrivals, createArrivals } from './arrivals.ts';
export { type AwaitRow, createAwaitRow } from './await-row.ts';
export {
  AlreadyRecorded,
  type ConsumerStore,
  type InboxEntry,
  NotInOrder,
  type ParkedEvent,
  type StreamState,
  type StreamStep,
} from './consumer-store.ts';
export { createDispatcher } from './dispatcher.ts';
export { deathsOfAKiller, type HandlingNotes, handlingNotes } from './handle-alone.ts';
export { startConsuming } from './start-consuming.ts';
export {
  type BatchHandler,
  type Delivery,
  type Handler,
  type StreamPosition,
  type Subscriptions,
  streamPositionOf,
} from './subscription.ts';
export { transactionally } from './transactionally.ts';
