import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  inBatches,
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
  /** Present while the payment is open or has succeeded; the unique index allows one such an order. */
  live?: true;
  /** When the sweeper is to ask Stripe; absent once the payment is settled. */
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
schema.index(
  { orderId: 1 },
  { name: 'one_live_payment_per_order', unique: true, partialFilterExpression: { live: true } },
);
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

/** What payments have not had from the beginning. */
const later = { confirmableUntil: null, failure: null, card: null, paidAt: null };
const toPayment = ({ _id, live: _live, settleAt: _settleAt, ...rest }: PaymentDocument): Payment => ({
  ...later,
  ...rest,
  id: _id.toHexString(),
});

/** A refund as an expression of a pipeline update: the database's clock says when it is due. */
const stored = ({ refund, dueInMs }: NextRefund) => ({
  $mergeObjects: [{ $literal: refund }, { dueAt: dueInMs === null ? null : { $add: ['$$NOW', dueInMs] } }],
});

const isConfirmableNow = { $gt: ['$confirmableUntil', '$$NOW'] };
const confirmable = { state: 'open' as const, $expr: isConfirmableNow };
/** While the buyer may take his time, Stripe's webhooks tell sooner; this is for those that are lost. */
const buyersTurnMs = 15_000;

/** An order's payments keep their order among each other. */
export const aggregateIdOf = (orderId: string): string => `order:${orderId}`;

export function createPaymentStore(connection: Connection, orders: OrderStore) {
  const payments = modelOf(connection, 'Payment', schema);
  const outbox = outboxOf(connection);
  const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

  const append = async (session: ClientSession, orderId: string, event: PaymentEvent) =>
    appendToOutbox(outbox, session, {
      ...event,
      aggregateId: aggregateIdOf(orderId),
      sequence: await orders.takeSequence(session, orderId),
    });

  return {
    /** Inserts an open payment and payment.started. */
    async insertOpen(session: ClientSession, { id, ...payment }: Payment, settleAt: Date): Promise<void> {
      await payments.create([{ ...payment, ...byId(id), live: true, settleAt }], { session });
      await append(session, payment.orderId, paymentStarted({ id, ...payment }));
    },

    async setStripeId(id: string, stripeId: string): Promise<void> {
      await payments.updateOne(byId(id), { $set: { stripeId } });
    },

    /** Settles an open payment as charged, with payment.created. @returns false when it was settled before */
    async setSucceeded(
      session: ClientSession,
      payment: Payment,
      { stripeId, card }: Charged,
      refund: NextRefund | null,
    ): Promise<boolean> {
      const { modifiedCount } = await payments.updateOne(
        { ...byId(payment.id), state: 'open' },
        [
          {
            $set: {
              state: 'succeeded',
              stripeId: { $literal: stripeId },
              card: { $literal: card },
              paidAt: '$$NOW',
              refund: refund && stored(refund),
            },
          },
          { $unset: 'settleAt' },
        ],
        { session, updatePipeline: true },
      );
      if (modifiedCount === 1) await append(session, payment.orderId, paymentCreated(payment, stripeId));
      return modifiedCount === 1;
    },

    /** Settles an open payment as not charged, with payment.failed. @returns false when it was settled before */
    async setFailed(
      session: ClientSession,
      payment: Payment,
      { code: failureCode, declineCode, message }: Omit<ChargeFailure, 'type'>,
    ): Promise<boolean> {
      const failure = { declineCode, message };
      const settled = { $set: { state: 'failed', failureCode, failure }, $unset: { settleAt: 1, live: 1 } };
      const { modifiedCount } = await payments.updateOne({ ...byId(payment.id), state: 'open' }, settled, { session });
      if (modifiedCount === 1) await append(session, payment.orderId, paymentFailed(payment, failureCode));
      return modifiedCount === 1;
    },

    /**
     * Records that Stripe charged what was settled as not charged, to be given back. Nothing is published before that: the
     * order may be paid by a later attempt, or cancelled. @returns false when it was recorded before
     */
    async setChargedLate(session: ClientSession, { id }: Payment, reason: string): Promise<boolean> {
      const { modifiedCount } = await payments.updateOne(
        { ...byId(id), state: 'failed' },
        [{ $set: { state: 'succeeded', refund: stored(newRefund(reason)) } }],
        { session, updatePipeline: true },
      );
      return modifiedCount === 1;
    },

    /** Marks a charged payment to be given back, and an open one to be settled at once. */
    async giveUp(session: ClientSession, orderId: string, reason: string): Promise<void> {
      const options = { session, updatePipeline: true };
      const refund = stored(newRefund(reason));
      await payments.updateMany({ orderId, state: 'succeeded', refund: null }, [{ $set: { refund } }], options);
      const over = { settleAt: '$$NOW', confirmableUntil: null };
      await payments.updateMany({ orderId, state: 'open' }, [{ $set: over }], options);
    },

    /**
     * Records what Stripe said of a refund; the first that is done is published as payment.refunded.
     * @returns false when somebody else recorded an answer since it was read
     */
    async saveRefund(session: ClientSession, payment: Payment, next: NextRefund): Promise<boolean> {
      const { state, failures, looks, isPublished } = payment.refund ?? {};
      const asRead = { 'refund.state': state, 'refund.failures': failures, 'refund.looks': looks };
      const { modifiedCount } = await payments.updateOne(
        { ...byId(payment.id), ...asRead },
        [{ $set: { refund: stored(next) } }],
        { session, updatePipeline: true },
      );
      if (modifiedCount === 1 && next.refund.isPublished && !isPublished)
        await append(session, payment.orderId, paymentRefunded(payment, next.refund.reason));
      return modifiedCount === 1;
    },

    async find(id: string): Promise<Payment | null> {
      const found = await payments.findById(id).lean();
      return found && toPayment(found);
    },

    /** The order's payment that is open or has succeeded. */
    async findLive(session: ClientSession, orderId: string): Promise<Payment | null> {
      const found = await payments.findOne({ orderId, live: true }).session(session).lean();
      return found && toPayment(found);
    },

    /** The order's open payment that the buyer may still confirm, by the database's clock. */
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

    /** An order's payments, newest first. */
    async ofOrder(orderId: string): Promise<Payment[]> {
      const found = await payments.find({ orderId }).sort({ attempt: -1 }).lean();
      return found.map(toPayment);
    },

    async findByStripeId(stripeId: string): Promise<Payment | null> {
      const found = await payments.findOne({ stripeId }).lean();
      return found && toPayment(found);
    },

    /**
     * An open payment whose time to be settled has come by the database's clock, postponed, so that replicas share the work.
     * @param retryAfterMs when it is due again, should it stay open
     */
    async takeToSettle(retryAfterMs: number): Promise<Payment | null> {
      const found = await payments
        .findOneAndUpdate(
          { state: 'open', $expr: { $lte: ['$settleAt', '$$NOW'] } },
          [{ $set: { settleAt: { $add: ['$$NOW', { $cond: [isConfirmableNow, buyersTurnMs, retryAfterMs] }] } } }],
          { sort: { settleAt: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toPayment(found);
    },

    /** The same for a refund that is to be seen to; the one that has waited longest comes first. */
    async takeRefund(retryAfterMs: number): Promise<Payment | null> {
      const found = await payments
        .findOneAndUpdate(
          { 'refund.dueAt': { $type: 'date' }, $expr: { $lte: ['$refund.dueAt', '$$NOW'] } },
          [{ $set: { 'refund.dueAt': { $add: ['$$NOW', retryAfterMs] } } }],
          { sort: { 'refund.dueAt': 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toPayment(found);
    },

    /** Every payment, some at a time. */
    all: (): AsyncIterable<Payment[]> => inBatches(payments.find().sort({ _id: 1 }).lean().cursor(), toPayment),

    /** How many refunds are in a state. */
    countRefunds: (state: Refund['state']): Promise<number> => payments.countDocuments({ 'refund.state': state }),
  };
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
