export type { ConsumerStore, ParkedEvent } from './consumer-store.ts';
export { createDispatcher, type DecodedEvent, type Dispatcher, type Outcome } from './dispatcher.ts';
export { startConsuming } from './start-consuming.ts';
export {
  type Delivery,
  type Handler,
  type StreamPosition,
  type Subscriptions,
  streamPositionOf,
} from './subscription.ts';
export { transactionally } from './transactionally.ts';
