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
  /** The version whose total the buyer has seen; a later one may be charged, an earlier one is not. */
  orderVersion?: number | undefined;
}

/**
 * Finds the buyer's order, whose event may still be in flight. With a valid reservation statement it waits for nothing:
 * it stores the order with the fields of its event.
 * @throws DomainError not_found, not_caught_up, not_authorized
 */
export const findOwnOrder =
  ({ orders, awaitRow, statements }: Pick<PaymentDeps, 'orders' | 'awaitRow' | 'statements'>) =>
  async ({ orderId, userId, statement, orderVersion = 0 }: OrderToPay): Promise<PayableOrder> => {
    const find = async () => {
      const found = await orders.find(orderId);
      return found && found.version >= orderVersion ? found : null;
    };
    const topic = orderVersion === 0 ? 'orders.order.created.v2' : 'orders.order.reduced.v2';
    const signedOrder =
      statement === undefined || orderVersion > 0
        ? null
        : orderFromStatement(statements.read(statement), { orderId, userId });
    const order = signedOrder
      ? ((await find()) ?? (await orders.insert(signedOrder)))
      : ((await awaitRow({ topic, key: orderId, find })) ?? (await orders.find(orderId)));
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return order;
  };

/** Converts a reservation to the order it describes; null for another order or buyer. */
function orderFromStatement(reservation: Reservation | null, own: OwnOrder): PayableOrder | null {
  if (reservation?.orderId !== own.orderId || reservation.buyerId !== own.userId) return null;
  const { orderId: id, buyerId: userId, priceMinor, currency, expiresAt, performanceId } = reservation;
  return { id, userId, status: 'created', priceMinor, currency, expiresAt, version: 0, performanceId };
}
