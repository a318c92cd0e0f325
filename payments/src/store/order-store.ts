import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { PayableOrder } from '../domain/order.ts';

interface OrderDocument extends Omit<PayableOrder, 'id'> {
  _id: string;
  /** Attempts made so far. */
  attempts: number;
  /** Events published about this order's payments so far. */
  events: number;
}

const schema = new Schema<OrderDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    status: { type: String, required: true },
    priceMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    events: { type: Number, required: true },
  },
  { collection: 'orders', versionKey: false },
);

const toOrder = ({ _id: id, userId, status, priceMinor, currency, expiresAt }: OrderDocument): PayableOrder => ({
  id,
  userId,
  status,
  priceMinor,
  currency,
  expiresAt,
});

export function createOrderStore(connection: Connection) {
  const orders = modelOf(connection, 'Order', schema);
  return {
    async insert(session: ClientSession, { id, ...order }: PayableOrder): Promise<void> {
      await orders.updateOne(
        { _id: id },
        { $setOnInsert: { ...order, attempts: 0, events: 0 } },
        { upsert: true, session },
      );
    },

    async find(id: string, session?: ClientSession): Promise<PayableOrder | null> {
      const found = await orders
        .findById(id)
        .session(session ?? null)
        .lean();
      return found && toOrder(found);
    },

    async setStatus(session: ClientSession, id: string, status: PayableOrder['status']): Promise<void> {
      await orders.updateOne({ _id: id }, { $set: { status } }, { session });
    },

    /**
     * Takes the number of the next attempt. Changes the order, so that a cancellation at the same time conflicts and one
     * of the two sees the other.
     * @returns the order, the number, and the database's clock
     */
    async takeAttempt(
      session: ClientSession,
      id: string,
    ): Promise<{ order: PayableOrder; attempt: number; now: Date } | null> {
      const found = await orders
        .findOneAndUpdate(
          { _id: id },
          { $inc: { attempts: 1 } },
          {
            returnDocument: 'after',
            session,
            projection: {
              databaseNow: '$$NOW',
              userId: 1,
              status: 1,
              priceMinor: 1,
              currency: 1,
              expiresAt: 1,
              attempts: 1,
            },
          },
        )
        .lean<(OrderDocument & { databaseNow: Date }) | null>();
      return found && { order: toOrder(found), attempt: found.attempts, now: found.databaseNow };
    },

    /** Takes the sequence number of the next event about this order's payments. */
    async takeSequence(session: ClientSession, id: string): Promise<number> {
      const found = await orders
        .findOneAndUpdate({ _id: id }, { $inc: { events: 1 } }, { session, projection: { events: 1 } })
        .lean();
      if (!found) throw new Error('a payment belongs to an order that is not there');
      return found.events;
    },
  };
}

export type OrderStore = ReturnType<typeof createOrderStore>;
