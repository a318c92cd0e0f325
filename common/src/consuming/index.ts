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
export { type InFlightMarkers, inFlightMarkers, poisonThreshold } from './poison-message-detector.ts';
export { startConsuming } from './start-consuming.ts';
export {
  type BatchHandler,
  type Delivery,
  type Handler,
  type Subscriptions,
  streamPositionOf,
  successorWith,
} from './subscription.ts';
export { transactionalApplier } from './transactional-applier.ts';
