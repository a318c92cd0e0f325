import { type Connection, collectionOf, modelOf } from '@ticketing/common/mongo';
import { Schema, type Types } from 'mongoose';
import type { Card } from '../domain/charge.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

export interface PaymentDocument extends Omit<Payment, 'id'> {
  _id: Types.ObjectId;
  /** Set while the payment is live; a unique index allows one such payment per order. */
  live?: true;
}

const refundSchema = new Schema<Refund>(
  {
    number: Number,
    amountMinor: Number,
    orderVersion: { type: Number, default: null },
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
    settleAt: { type: Date, default: null },
    failureCode: { type: String, default: null },
    failure: { type: failureSchema, default: null },
    card: { type: cardSchema, default: null },
    paidAt: { type: Date, default: null },
    refunds: [refundSchema],
    createdAt: { type: Date, required: true },
    live: Boolean,
  },
  { collection: 'payments', versionKey: false },
);
export const onlyLivePayment = 'one_live_payment_per_order';
schema.index({ orderId: 1 }, { name: onlyLivePayment, unique: true, partialFilterExpression: { live: true } });
schema.index({ orderId: 1, attempt: 1 }, { name: 'order_attempt', unique: true });
schema.index({ settleAt: 1 }, { name: 'to_settle', partialFilterExpression: { state: 'open' } });
schema.index(
  { 'refunds.dueAt': 1 },
  { name: 'parts_by_due', partialFilterExpression: { 'refunds.dueAt': { $type: 'date' } } },
);
schema.index(
  { 'refunds.state': 1 },
  { name: 'parts_by_state', partialFilterExpression: { 'refunds.state': { $exists: true } } },
);
schema.index({ stripeId: 1 }, { name: 'by_stripe_id' });
/** Finds the refunds of earlier releases: one per payment, of all of it. */
schema.index(
  { 'refund.state': 1 },
  { name: 'refunds_by_state', partialFilterExpression: { 'refund.state': { $exists: true } } },
);

/** Defaults of fields that some stored payments lack. */
const fieldDefaults = { confirmableUntil: null, settleAt: null, failure: null, card: null, paidAt: null, refunds: [] };

export const toPayment = ({ _id, live: _live, ...rest }: PaymentDocument): Payment => ({
  ...fieldDefaults,
  ...rest,
  id: _id.toHexString(),
});

export type PaymentCollections = ReturnType<typeof paymentCollections>;

/** Returns mongoose's model of payments and the driver's collection, which costs less. */
export function paymentCollections(connection: Connection) {
  const payments = modelOf(connection, 'Payment', schema);
  return { payments, stored: collectionOf(connection, payments) };
}
