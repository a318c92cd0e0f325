import { inTransaction } from '@ticketing/common/mongo';
import { decide, evolve, type Payment, type PaymentInput } from '../domain/payment.ts';
import { publishedAs } from '../domain/payment-events.ts';
import type { PaymentDeps } from './deps.ts';

export interface AddressedInput {
  /** The payment that the input is about, as it was read. */
  payment: Payment;
  /** Creates the input from the database's clock. */
  inputAt: (now: Date) => PaymentInput;
}

/**
 * Decides the events that follow from an input, and saves them in one transaction. Stripe's response is about the
 * payment as it was read: when the payment has changed since, the input has no effect.
 * @returns the payment after the input; null when it had no effect
 */
export const applyInput =
  ({ connection, orders, payments }: Pick<PaymentDeps, 'connection' | 'orders' | 'payments'>) =>
  ({ payment: asRead, inputAt }: AddressedInput): Promise<Payment | null> =>
    inTransaction(connection, async (session) => {
      const current = await payments.readUnchanged(session, asRead);
      if (!current) return null;
      const { payment, now } = current;
      const events = decide(payment, inputAt(now));
      const isPublished = events.some((event) => publishedAs(payment, event).length > 0);
      const taken = isPublished ? await orders.takeSequence(session, payment.orderId) : null;
      const isSaved = await payments.save(session, { payment, events, ...(taken && { sequence: taken.sequence }) });
      return isSaved ? events.reduce(evolve, payment) : null;
    });
