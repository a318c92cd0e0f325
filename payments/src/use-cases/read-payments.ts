import { notFound, notOwner } from '@ticketing/common/errors';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import type { OwnOrder } from './open-payment.ts';

/**
 * All attempts to pay an order, the newest first.
 * @throws DomainError not_found, not_authorized
 */
export const readPayments =
  ({ orders, payments }: Pick<PaymentDeps, 'orders' | 'payments'>) =>
  async ({ orderId, userId }: OwnOrder): Promise<Payment[]> => {
    const order = await orders.find(orderId);
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return payments.ofOrder(orderId);
  };
