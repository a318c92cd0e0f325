import { appendToOutbox, type ClientSession, type Connection, modelOf, outboxModel } from '@ticketing/common/mongo';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import { Schema, Types } from 'mongoose';
import type { Payment, Refund } from '../domain/payment.ts';
import type { OrderStore } from './order-store.ts';

interface PaymentDocument extends Omit<Payment, 'id'> {
  _id: Types.ObjectId;
  /** Present while the payment is open or has succeeded; the unique index allows one such an order. */
  live?: true;
  /** When the sweeper is to ask Stripe; absent once the payment is settled. */
  settleAt?: Date;
}

const refundSchema = new Schema<Refund>(
  { state: String, reason: String, stripeId: { type: String, default: null } },
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
    failureCode: { type: String, default: null },
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
schema.index({ 'refund.state': 1 }, { name: 'to_refund', partialFilterExpression: { 'refund.state': 'due' } });
schema.index({ stripeId: 1 }, { name: 'by_stripe_id' });

const toPayment = ({ _id, live: _live, settleAt: _settleAt, ...rest }: PaymentDocument): Payment => ({
  ...rest,
  id: _id.toHexString(),
});

export function createPaymentStore(connection: Connection, orders: OrderStore) {
  const payments = modelOf(connection, 'Payment', schema);
  const outbox = outboxModel(connection);
  const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

  const append = async <T extends Topic>(session: ClientSession, orderId: string, topic: T, event: EventByTopic[T]) =>
    appendToOutbox(outbox, session, {
      topic,
      event,
      aggregateId: `order:${orderId}`,
      sequence: await orders.takeSequence(session, orderId),
    });

  return {
    newId: () => new Types.ObjectId().toHexString(),

    /** Inserts an open payment and payment.started. */
    async insertOpen(session: ClientSession, { id, ...payment }: Payment, settleAt: Date): Promise<void> {
      await payments.create([{ ...payment, ...byId(id), live: true, settleAt }], { session });
      const { orderId, attempt } = payment;
      await append(session, orderId, 'payments.payment.started.v1', { orderId, attempt });
    },

    async setStripeId(id: string, stripeId: string): Promise<void> {
      await payments.updateOne(byId(id), { $set: { stripeId } });
    },

    /** Settles an open payment as charged, with payment.created. @returns false when it was settled before */
    async setSucceeded(
      session: ClientSession,
      { id, orderId }: Payment,
      stripeId: string,
      refund: Refund | null,
    ): Promise<boolean> {
      const settled = { $set: { state: 'succeeded', stripeId, refund }, $unset: { settleAt: 1 } };
      const { modifiedCount } = await payments.updateOne({ ...byId(id), state: 'open' }, settled, { session });
      if (modifiedCount === 1) await append(session, orderId, 'payments.payment.created.v1', { id, orderId, stripeId });
      return modifiedCount === 1;
    },

    /** Settles an open payment as not charged, with payment.failed. @returns false when it was settled before */
    async setFailed(session: ClientSession, { id, orderId, attempt }: Payment, failureCode: string): Promise<boolean> {
      const settled = { $set: { state: 'failed', failureCode }, $unset: { settleAt: 1, live: 1 } };
      const { modifiedCount } = await payments.updateOne({ ...byId(id), state: 'open' }, settled, { session });
      if (modifiedCount === 1)
        await append(session, orderId, 'payments.payment.failed.v1', { orderId, attempt, reason: failureCode });
      return modifiedCount === 1;
    },

    /** Marks a charged payment to be given back, and an open one to be settled at once. */
    async giveUp(session: ClientSession, orderId: string, reason: string): Promise<void> {
      const refund: Refund = { state: 'due', reason, stripeId: null };
      await payments.updateMany({ orderId, state: 'succeeded', refund: null }, { $set: { refund } }, { session });
      await payments.updateMany({ orderId, state: 'open' }, [{ $set: { settleAt: '$$NOW' } }], {
        session,
        updatePipeline: true,
      });
    },

    /** Records that Stripe has given the money back, with payment.refunded. */
    async setRefunded(session: ClientSession, payment: Payment, refund: Refund): Promise<void> {
      const { id, orderId, amountMinor: amount, currency } = payment;
      const { modifiedCount } = await payments.updateOne(
        { ...byId(id), 'refund.state': 'due' },
        { $set: { refund } },
        { session },
      );
      if (modifiedCount === 0) return;
      await append(session, orderId, 'payments.payment.refunded.v1', {
        id,
        orderId,
        amount,
        currency,
        reason: refund.reason,
      });
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
          [{ $set: { settleAt: { $add: ['$$NOW', retryAfterMs] } } }],
          { sort: { settleAt: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toPayment(found);
    },

    async findToRefund(limit: number): Promise<Payment[]> {
      const found = await payments.find({ 'refund.state': 'due' }).limit(limit).lean();
      return found.map(toPayment);
    },
  };
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
