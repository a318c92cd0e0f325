import { notFound, notOwner } from '@ticketing/common/errors';
import type { Reservation } from '@ticketing/common/reservations';
import type { PayableOrder } from '../domain/order.ts';
import type { PaymentDeps } from './deps.ts';

export interface OwnOrder {
  orderId: string;
  userId: string;
}

export interface OrderToPay extends OwnOrder {
  /** The reservation statement signed by orders. */
  statement?: string | undefined;
}

/**
 * Finds the buyer's order, whose event may still be in flight. With a valid reservation statement it waits for nothing:
 * it stores the order with the fields of its event.
 * @throws DomainError not_found, not_caught_up, not_authorized
 */
export const findOwnOrder =
  ({ orders, awaitRow, statements }: Pick<PaymentDeps, 'orders' | 'awaitRow' | 'statements'>) =>
  async ({ orderId, userId, statement }: OrderToPay): Promise<PayableOrder> => {
    const find = () => orders.find(orderId);
    const signedOrder =
      statement === undefined ? null : orderFromStatement(statements.read(statement), { orderId, userId });
    const order = signedOrder
      ? ((await find()) ?? (await orders.insert(signedOrder)))
      : await awaitRow({ topic: 'orders.order.created.v2', key: orderId, find });
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return order;
  };

/** Converts a reservation to the order it describes; null for another order or buyer. */
function orderFromStatement(reservation: Reservation | null, own: OwnOrder): PayableOrder | null {
  if (reservation?.orderId !== own.orderId || reservation.buyerId !== own.userId) return null;
  const { orderId: id, buyerId: userId, priceMinor, currency, expiresAt, performanceId } = reservation;
  return { id, userId, status: 'created', priceMinor, currency, expiresAt, performanceId };
}
