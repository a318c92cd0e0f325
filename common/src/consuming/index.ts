export type { Applier, DecodedEvent, EventOrigin, Outcome, SkippedVersion } from './applier.ts';
export type { ConsumerStore, ParkedEvent } from './consumer-store.ts';
export { createDispatcher } from './dispatcher.ts';
export { deathsOfAKiller, type HandlingNotes } from './handle-alone.ts';
export { startConsuming } from './start-consuming.ts';
export {
  type Delivery,
  type Handler,
  type StreamPosition,
  type Subscriptions,
  streamPositionOf,
} from './subscription.ts';
export { transactionally } from './transactionally.ts';
