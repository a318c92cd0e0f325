import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { findOwnOrder, type OwnOrder } from './open-payment.ts';

/**
 * All attempts to pay an order, the newest first.
 * @throws DomainError not_found, not_authorized
 */
export const readPayments =
  ({ orders, payments }: Pick<PaymentDeps, 'orders' | 'payments'>) =>
  async (request: OwnOrder): Promise<Payment[]> => {
    await findOwnOrder({ orders }, request);
    return payments.ofOrder(request.orderId);
  };
