import { type ClientSession, inBatches } from '@ticketing/common/mongo';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';
import { asRead, byId, confirmable } from './payment-filters.ts';
import { type PaymentCollections, type PaymentDocument, toPayment } from './payment-schema.ts';

export interface TimedPayment {
  payment: Payment;
  /** The database's clock. */
  now: Date;
}

export function paymentQueries({ payments, stored }: PaymentCollections) {
  const readTimed = async (session: ClientSession, filter: object): Promise<TimedPayment[]> => {
    const projection = { payment: '$$ROOT', now: '$$NOW' };
    const found = await stored.find<{ payment: PaymentDocument; now: Date }>(filter, { session, projection }).toArray();
    return found.map(({ payment, now }) => ({ payment: toPayment(payment), now }));
  };

  return {
    /** Reads a payment again within a transaction; null when it has changed since it was read. */
    async readUnchanged(session: ClientSession, payment: Payment): Promise<TimedPayment | null> {
      return (await readTimed(session, asRead(payment)))[0] ?? null;
    },

    /** Reads all payments of these orders within a transaction. */
    readOfOrders: (session: ClientSession, orderIds: readonly string[]): Promise<TimedPayment[]> =>
      readTimed(session, { orderId: { $in: [...orderIds] } }),

    async find(id: string): Promise<Payment | null> {
      const found = await payments.findById(id).lean();
      return found && toPayment(found);
    },

    /** Finds the order's live payment. */
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

    /** Yields all payments in batches, an order's attempts in sequence. */
    all: (): AsyncIterable<Payment[]> =>
      inBatches(payments.find().sort({ orderId: 1, attempt: 1 }).lean().cursor(), toPayment),

    /** Counts the payments with a refund in a state. */
    countRefunds: (state: Refund['state']): Promise<number> => payments.countDocuments({ 'refunds.state': state }),
  };
}
