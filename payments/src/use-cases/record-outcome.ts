import { inTransaction } from '@ticketing/common/mongo';
import type { Charged, ChargeFailure, ChargeOutcome } from '../domain/charge.ts';
import { isDecline } from '../domain/decline-limit.ts';
import { decide, type Payment, type PaymentInput } from '../domain/payment.ts';
import type { TakenSequence } from '../store/order-store.ts';
import type { PaymentDeps } from './deps.ts';

export interface ReportedOutcome {
  /** The open payment, as it was read. */
  payment: Payment;
  outcome: ChargeOutcome;
}

export type RecordOutcomeDeps = Pick<PaymentDeps, 'connection' | 'orders' | 'payments' | 'declines' | 'log'>;

/**
 * Settles an open payment with Stripe's outcome: row and event in one transaction. Idempotent; an unknown outcome
 * leaves the payment open.
 *
 * Every purchase passes here, so the payment is not read again: the store saves it only as long as it is still open.
 */
export const recordOutcome =
  ({ connection, orders, payments, declines, log }: RecordOutcomeDeps) =>
  async ({ payment, outcome }: ReportedOutcome): Promise<void> => {
    if (outcome.type === 'unknown') return;
    const userId = await inTransaction(connection, async (session) => {
      const taken = await orders.takeSequence(session, payment.orderId);
      const events = decide(payment, inputOf(outcome, taken));
      const isSaved = await payments.save(session, { payment, events, sequence: taken.sequence });
      if (!isSaved) throw new AlreadySettled('the payment is already settled');
      return taken.userId;
    }).catch((error: unknown) => {
      if (!(error instanceof AlreadySettled)) throw error;
      return null;
    });
    if (userId === null || !isDecline(outcome)) return;
    // The outcome is recorded; a decline that could not be counted changes nothing about it.
    await declines
      .add({ orderId: payment.orderId, userId })
      .catch((err: unknown) => log.warn({ err, paymentId: payment.id }, 'a declined payment was not counted'));
  };

const inputOf = (outcome: Charged | ChargeFailure, { order, now }: TakenSequence): PaymentInput =>
  outcome.type === 'succeeded' ? { ...outcome, type: 'Charged', order, now } : { ...outcome, type: 'ChargeFailed' };

/** Rolls back the sequence number of an event that is not published. */
class AlreadySettled extends Error {
  override readonly name = 'AlreadySettled';
}
