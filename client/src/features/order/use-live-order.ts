import { readOrder } from '@/api/browser.ts';
import { type Order, orderSchema } from '@/api/schemas.ts';
import { type HoldSource, type LiveHold, useLiveHold } from '@/features/hold/use-live-hold.ts';
import { orderPollMs } from './order-phase.ts';

export type LiveOrder = LiveHold<Order>;

const orders: HoldSource<Order> = {
  read: readOrder,
  url: '/api/orders/events',
  eventName: 'order',
  schema: orderSchema,
  holdOf: (order) => order,
  pollMsOf: orderPollMs,
};

/**
 * Returns the order's current state and follows it while it can change.
 * @param onRead called after every read; it drives the payment attempt's state machine
 * @param isUnsettled whether a payment's outcome is unknown: polls often, even if the order looks final
 */
export const useLiveOrder = (initial: Order, onRead: (order: Order) => void, isUnsettled: boolean): LiveOrder =>
  useLiveHold(initial, orders, { onRead, isUnsettled });
