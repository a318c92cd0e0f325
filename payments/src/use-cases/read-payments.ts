import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { findOwnOrder, type OwnOrder } from './open-payment.ts';

/**
 * All attempts to pay an order, the newest first.
 * @throws DomainError not_found, not_authorized
 */
export const readPayments =
  ({ orders, payments, awaitRow }: Pick<PaymentDeps, 'orders' | 'payments' | 'awaitRow'>) =>
  async (request: OwnOrder): Promise<Payment[]> => {
    await findOwnOrder({ orders, awaitRow }, request);
    return payments.ofOrder(request.orderId);
  };
