import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';
import { isConfirmableNow } from './payment-filters.ts';
import { type PaymentCollections, toPayment } from './payment-schema.ts';

/**
 * How often the sweeper checks an intent that the buyer may still confirm. Webhooks normally arrive sooner; this covers
 * lost ones.
 */
const confirmableRecheckMs = 15_000;

/** A refund that the sweeper works on, with its payment. */
export interface DueRefund {
  payment: Payment;
  refund: Refund;
}

/** Hands due payments to sweepers. */
export const paymentClaims = ({ payments, stored }: PaymentCollections) => ({
  /**
   * Converts refunds of the release before refunds had amounts: a payment had one, `refund`, of all that was left. Replicas of
   * that release may still write such refunds. The index of them is empty otherwise.
   */
  async convertRefunds(): Promise<void> {
    const before = { $ifNull: ['$refunds', []] };
    const converted = {
      $mergeObjects: [
        '$refund',
        {
          number: { $add: [{ $size: before }, 1] },
          amountMinor: { $subtract: ['$amountMinor', { $sum: '$refunds.amountMinor' }] },
          orderVersion: null,
        },
      ],
    };
    await stored.updateMany({ 'refund.state': { $exists: true } }, [
      { $set: { refunds: { $concatArrays: [before, [converted]] } } },
      { $unset: 'refund' },
    ]);
  },

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
  async claimDueRefund(retryAfterMs: number): Promise<DueRefund | null> {
    const firstDueAt = { $min: '$refunds.dueAt' };
    const isFirst = { $eq: ['$$refund.dueAt', firstDueAt] };
    const first = { $first: { $filter: { input: '$refunds', as: 'refund', cond: isFirst } } };
    const postponed = { $mergeObjects: ['$$refund', { dueAt: { $add: ['$$NOW', retryAfterMs] } }] };
    const isClaimed = { $eq: ['$$refund', first] };
    const found = await payments
      .findOneAndUpdate(
        { 'refunds.dueAt': { $type: 'date' }, $expr: { $lte: [firstDueAt, '$$NOW'] } },
        [
          {
            $set: {
              refunds: { $map: { input: '$refunds', as: 'refund', in: { $cond: [isClaimed, postponed, '$$refund'] } } },
            },
          },
        ],
        { sort: { 'refunds.dueAt': 1 }, returnDocument: 'before', updatePipeline: true },
      )
      .lean();
    if (!found) return null;
    const payment = toPayment(found);
    const refund = firstDueOf(payment);
    return refund && { payment, refund };
  },
});

const firstDueOf = ({ refunds }: Payment): Refund | null =>
  refunds
    .filter(({ dueAt }) => dueAt !== null)
    .sort((one, other) => Number(one.dueAt) - Number(other.dueAt))
    .at(0) ?? null;
