import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { findOwnOrder, type OwnOrder } from './find-own-order.ts';

/**
 * Returns all attempts to pay an order, newest first.
 * @throws DomainError not_found, not_authorized
 */
export const readPayments =
  (deps: Pick<PaymentDeps, 'orders' | 'payments' | 'awaitRow' | 'statements'>) =>
  async (request: OwnOrder): Promise<Payment[]> => {
    await findOwnOrder(deps)(request);
    return deps.payments.findByOrder(request.orderId);
  };
