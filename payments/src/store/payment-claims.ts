import type { Payment } from '../domain/payment.ts';
import { isConfirmableNow } from './payment-filters.ts';
import { type PaymentCollections, toPayment } from './payment-schema.ts';

/**
 * How often the sweeper checks an intent that the buyer may still confirm. Webhooks normally arrive sooner; this covers
 * lost ones.
 */
const confirmableRecheckMs = 15_000;

/** Hands due payments to sweepers. */
export const paymentClaims = ({ payments }: PaymentCollections) => ({
  /**
   * Claims an open payment that is due for settlement by the database's clock and postpones it, so that replicas
   * share the work.
   * @param retryAfterMs when it is due again if it stays open
   */
  async claimPaymentToSettle(retryAfterMs: number): Promise<Payment | null> {
    const found = await payments
      .findOneAndUpdate(
        { state: 'open', $expr: { $lte: ['$settleAt', '$$NOW'] } },
        [
          {
            $set: {
              settleAt: { $add: ['$$NOW', { $cond: [isConfirmableNow, confirmableRecheckMs, retryAfterMs] }] },
            },
          },
        ],
        { sort: { settleAt: 1 }, returnDocument: 'after', updatePipeline: true },
      )
      .lean();
    return found && toPayment(found);
  },

  /** Claims the refund that has been due the longest, and postpones it. */
  async claimDueRefund(retryAfterMs: number): Promise<Payment | null> {
    const found = await payments
      .findOneAndUpdate(
        { 'refund.dueAt': { $type: 'date' }, $expr: { $lte: ['$refund.dueAt', '$$NOW'] } },
        [{ $set: { 'refund.dueAt': { $add: ['$$NOW', retryAfterMs] } } }],
        { sort: { 'refund.dueAt': 1 }, returnDocument: 'after', updatePipeline: true },
      )
      .lean();
    return found && toPayment(found);
  },
});
