import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  collectionOf,
  inBatches,
  isDuplicateKey,
  modelOf,
  outboxOf,
} from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { Card, Charged, ChargeFailure, Payment } from '../domain/payment.ts';
import {
  type PaymentEvent,
  paymentCreated,
  paymentFailed,
  paymentRefunded,
  paymentStarted,
} from '../domain/payment-events.ts';
import { type NextRefund, newRefund, type Refund } from '../domain/refund.ts';
import type { OrderStore } from './order-store.ts';

interface PaymentDocument extends Omit<Payment, 'id'> {
  _id: Types.ObjectId;
  /** Set while the payment is open or has succeeded; a unique index allows one such payment per order. */
  live?: true;
  /** When the sweeper queries Stripe; absent once the payment is settled. */
  settleAt?: Date;
}

const refundSchema = new Schema<Refund>(
  {
    state: String,
    reason: String,
    stripeId: { type: String, default: null },
    failures: Number,
    failureCode: { type: String, default: null },
    looks: Number,
    isPublished: Boolean,
    dueAt: { type: Date, default: null },
  },
  { _id: false },
);
const cardSchema = new Schema<Card>({ brand: String, last4: String }, { _id: false });
const failureSchema = new Schema<NonNullable<Payment['failure']>>(
  { declineCode: { type: String, default: null }, message: String },
  { _id: false },
);
const schema = new Schema<PaymentDocument>(
  {
    orderId: { type: String, required: true },
    attempt: { type: Number, required: true },
    state: { type: String, required: true },
    amountMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    stripeId: { type: String, default: null },
    confirmableUntil: { type: Date, default: null },
    failureCode: { type: String, default: null },
    failure: { type: failureSchema, default: null },
    card: { type: cardSchema, default: null },
    paidAt: { type: Date, default: null },
    refund: { type: refundSchema, default: null },
    createdAt: { type: Date, required: true },
    live: Boolean,
    settleAt: Date,
  },
  { collection: 'payments', versionKey: false },
);
const onlyLivePayment = 'one_live_payment_per_order';
schema.index({ orderId: 1 }, { name: onlyLivePayment, unique: true, partialFilterExpression: { live: true } });
schema.index({ orderId: 1, attempt: 1 }, { name: 'order_attempt', unique: true });
schema.index({ settleAt: 1 }, { name: 'to_settle', partialFilterExpression: { state: 'open' } });
schema.index(
  { 'refund.dueAt': 1 },
  { name: 'refunds_by_due', partialFilterExpression: { 'refund.dueAt': { $type: 'date' } } },
);
schema.index(
  { 'refund.state': 1 },
  { name: 'refunds_by_state', partialFilterExpression: { 'refund.state': { $exists: true } } },
);
schema.index({ stripeId: 1 }, { name: 'by_stripe_id' });

/** Defaults of fields that older payments lack. */
const fieldDefaults = { confirmableUntil: null, failure: null, card: null, paidAt: null };
const toPayment = ({ _id, live: _live, settleAt: _settleAt, ...rest }: PaymentDocument): Payment => ({
  ...fieldDefaults,
  ...rest,
  id: _id.toHexString(),
});

/** Returns a refund as a pipeline expression, so that the database's clock computes when it is due. */
const refundExpression = ({ refund, dueInMs }: NextRefund) => ({
  $mergeObjects: [{ $literal: refund }, { dueAt: dueInMs === null ? null : { $add: ['$$NOW', dueInMs] } }],
});

const isConfirmableNow = { $gt: ['$confirmableUntil', '$$NOW'] };
const confirmable = { state: 'open' as const, $expr: isConfirmableNow };
/**
 * How often the sweeper checks an intent that the buyer may still confirm. Webhooks normally arrive sooner; this covers
 * lost ones.
 */
const confirmableRecheckMs = 15_000;

/** Thrown when the order already has a payment that is open or has succeeded. */
export class LivePaymentExists extends Error {
  override readonly name = 'LivePaymentExists';
}

/** Returns the aggregate id of an order's payment events, which stay in order. */
export const aggregateIdOf = (orderId: string): string => `order:${orderId}`;

export function createPaymentStore(connection: Connection, orders: OrderStore) {
  const payments = modelOf(connection, 'Payment', schema);
  const stored = collectionOf(connection, payments);
  const outbox = outboxOf(connection);
  const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

  const append = (session: ClientSession, orderId: string, sequence: number, event: PaymentEvent) =>
    appendToOutbox(outbox, session, { ...event, aggregateId: aggregateIdOf(orderId), sequence });

  return {
    /**
     * Inserts an open payment and payment.started.
     * @throws LivePaymentExists when the order has a payment that is open or has succeeded; the transaction is then
     * aborted
     */
    async insertOpen(
      session: ClientSession,
      { id, ...payment }: Payment,
      { settleAt, sequence, waitedMs }: { settleAt: Date; sequence: number; waitedMs: number },
    ): Promise<void> {
      try {
        await stored.insertOne({ ...byId(id), ...payment, live: true, settleAt }, { session });
      } catch (cause) {
        if (isDuplicateKey(cause, onlyLivePayment)) throw new LivePaymentExists('the order has a payment', { cause });
        throw cause;
      }
      await append(session, payment.orderId, sequence, paymentStarted({ id, ...payment }, waitedMs));
    },

    async setStripeId(id: string, stripeId: string): Promise<void> {
      await stored.updateOne(byId(id), { $set: { stripeId } });
    },

    /**
     * Settles an open payment as charged, with payment.created.
     * @param sequence of that event
     * @returns false when it was already settled
     */
    async setSucceeded(
      session: ClientSession,
      payment: Payment,
      { stripeId, card }: Charged,
      { refund, sequence }: { refund: NextRefund | null; sequence: number },
    ): Promise<boolean> {
      const { modifiedCount } = await stored.updateOne(
        { ...byId(payment.id), state: 'open' },
        [
          {
            $set: {
              state: 'succeeded',
              stripeId: { $literal: stripeId },
              card: { $literal: card },
              paidAt: '$$NOW',
              refund: refund && refundExpression(refund),
            },
          },
          { $unset: 'settleAt' },
        ],
        { session },
      );
      if (modifiedCount === 1) await append(session, payment.orderId, sequence, paymentCreated(payment, stripeId));
      return modifiedCount === 1;
    },

    /**
     * Settles an open payment as not charged, with payment.failed.
     * @param sequence of that event
     * @returns false when it was already settled
     */
    async setFailed(
      session: ClientSession,
      payment: Payment,
      { code: failureCode, declineCode, message }: Omit<ChargeFailure, 'type'>,
      sequence: number,
    ): Promise<boolean> {
      const failure = { declineCode, message };
      const settled = { $set: { state: 'failed', failureCode, failure }, $unset: { settleAt: 1, live: 1 } };
      const { modifiedCount } = await payments.updateOne({ ...byId(payment.id), state: 'open' }, settled, { session });
      if (modifiedCount === 1) await append(session, payment.orderId, sequence, paymentFailed(payment, failureCode));
      return modifiedCount === 1;
    },

    /**
     * Records that Stripe charged an attempt already settled as failed, and marks it for a refund. Publishes nothing
     * before the refund: the order may be paid by a later attempt, or cancelled. @returns false when it was already
     * recorded
     */
    async setChargedLate(session: ClientSession, { id }: Payment, reason: string): Promise<boolean> {
      const { modifiedCount } = await payments.updateOne(
        { ...byId(id), state: 'failed' },
        [{ $set: { state: 'succeeded', refund: refundExpression(newRefund(reason)) } }],
        { session, updatePipeline: true },
      );
      return modifiedCount === 1;
    },

    /** Marks the orders' charged payments for a refund and their open payments to be settled at once. */
    async endAttempts(session: ClientSession, orderIds: readonly string[], reason: string): Promise<void> {
      const ofOrders = { orderId: { $in: [...orderIds] } };
      const refund = refundExpression(newRefund(reason));
      const over = { settleAt: '$$NOW', confirmableUntil: null };
      await stored.updateMany({ ...ofOrders, state: 'succeeded', refund: null }, [{ $set: { refund } }], { session });
      await stored.updateMany({ ...ofOrders, state: 'open' }, [{ $set: over }], { session });
    },

    /**
     * Records Stripe's response about a refund; the first success publishes payment.refunded.
     * @returns false when another response was recorded since it was read
     */
    async saveRefund(session: ClientSession, payment: Payment, next: NextRefund): Promise<boolean> {
      const { state, failures, looks, isPublished } = payment.refund ?? {};
      const asRead = { 'refund.state': state, 'refund.failures': failures, 'refund.looks': looks };
      const { modifiedCount } = await payments.updateOne(
        { ...byId(payment.id), ...asRead },
        [{ $set: { refund: refundExpression(next) } }],
        { session, updatePipeline: true },
      );
      if (modifiedCount === 1 && next.refund.isPublished && !isPublished) {
        const { sequence } = await orders.takeSequence(session, payment.orderId);
        await append(session, payment.orderId, sequence, paymentRefunded(payment, next.refund.reason));
      }
      return modifiedCount === 1;
    },

    async find(id: string): Promise<Payment | null> {
      const found = await payments.findById(id).lean();
      return found && toPayment(found);
    },

    /** Finds the order's payment that is open or has succeeded. */
    async findLive(orderId: string, session?: ClientSession): Promise<Payment | null> {
      const found = await stored.findOne({ orderId, live: true }, { ...(session && { session }) });
      return found && toPayment(found);
    },

    /** Finds the order's open payment that the buyer may still confirm, by the database's clock. */
    async findConfirmable(session: ClientSession, orderId: string): Promise<Payment | null> {
      const found = await payments
        .findOne({ orderId, ...confirmable })
        .session(session)
        .lean();
      return found && toPayment(found);
    },

    async isConfirmable({ id, confirmableUntil }: Payment): Promise<boolean> {
      return confirmableUntil !== null && (await payments.exists({ ...byId(id), ...confirmable })) !== null;
    },

    /** Returns an order's payments, newest first. */
    async findByOrder(orderId: string): Promise<Payment[]> {
      const found = await payments.find({ orderId }).sort({ attempt: -1 }).lean();
      return found.map(toPayment);
    },

    async findByStripeId(stripeId: string): Promise<Payment | null> {
      const found = await payments.findOne({ stripeId }).lean();
      return found && toPayment(found);
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

    /** Yields all payments in batches, an order's attempts in sequence. */
    all: (): AsyncIterable<Payment[]> =>
      inBatches(payments.find().sort({ orderId: 1, attempt: 1 }).lean().cursor(), toPayment),

    /** Counts the refunds in a state. */
    countRefunds: (state: Refund['state']): Promise<number> => payments.countDocuments({ 'refund.state': state }),
  };
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
