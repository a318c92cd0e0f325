import { type ClientSession, type Connection, collectionOf, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { PayableOrder } from '../domain/order.ts';

interface OrderDocument extends Omit<PayableOrder, 'id' | 'performanceId'> {
  _id: string;
  performanceId?: string;
  /** Attempts made so far. */
  attempts: number;
  /** Events published about this order's payments so far. */
  events: number;
  /** Why it was cancelled; of orders for places only. */
  cancelReason?: string;
}

/** An order that was cancelled, as its event says. */
export interface CancelledOrder {
  orderId: string;
  reason: string;
  performanceId: string | null;
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
    performanceId: String,
    cancelReason: String,
  },
  { collection: 'orders', versionKey: false },
);

schema.index(
  { performanceId: 1 },
  { name: 'of_performance', partialFilterExpression: { performanceId: { $exists: true } } },
);

const toOrder = ({
  _id: id,
  userId,
  status,
  priceMinor,
  currency,
  expiresAt,
  ...rest
}: OrderDocument): PayableOrder => ({
  ...{ id, userId, status, priceMinor, currency, expiresAt },
  performanceId: rest.performanceId ?? null,
});

const insertedUnlessKnown = ({ id: _, performanceId, ...order }: PayableOrder) => ({
  $setOnInsert: { ...order, attempts: 0, events: 0 },
  // Also of an order that is here because its buyer showed a statement without it.
  ...(performanceId !== null && { $set: { performanceId } }),
});

export interface TakenAttempt {
  order: PayableOrder;
  /** Number of the attempt for this order, from 1. */
  attempt: number;
  /** Sequence number of its event within the order. */
  sequence: number;
  /** The database's clock. */
  now: Date;
}

export interface TakenSequence {
  sequence: number;
  userId: string;
  status: PayableOrder['status'];
  /** The database's clock. */
  now: Date;
}

const databaseNow = { databaseNow: '$$NOW' };

export function createOrderStore(connection: Connection) {
  const orders = collectionOf(connection, modelOf(connection, 'Order', schema));
  return {
    /** Inserts orders that do not exist yet. */
    async insertAll(session: ClientSession, all: readonly PayableOrder[]): Promise<void> {
      await orders.bulkWrite(
        all.map((order) => ({
          updateOne: {
            filter: { _id: order.id },
            update: insertedUnlessKnown(order),
            upsert: true,
          },
        })),
        { session },
      );
    },

    /** Inserts an order unless it exists. @returns the stored order */
    async insert(order: PayableOrder): Promise<PayableOrder | null> {
      const found = await orders.findOneAndUpdate({ _id: order.id }, insertedUnlessKnown(order), {
        upsert: true,
        returnDocument: 'after',
      });
      return found && toOrder(found);
    },

    async find(id: string): Promise<PayableOrder | null> {
      const found = await orders.findOne({ _id: id });
      return found && toOrder(found);
    },

    async setStatus(session: ClientSession, ids: readonly string[], status: PayableOrder['status']): Promise<void> {
      await orders.updateMany({ _id: { $in: [...ids] } }, { $set: { status } }, { session });
    },

    /** Notes of which performance cancelled orders were, and why: what is asked when all of it is cancelled. */
    async recordEnds(session: ClientSession, cancelled: readonly CancelledOrder[]): Promise<void> {
      const updates = cancelled.flatMap(({ orderId: _id, performanceId, reason: cancelReason }) =>
        performanceId === null
          ? []
          : [{ updateOne: { filter: { _id }, update: { $set: { performanceId, cancelReason } } } }],
      );
      if (updates.length > 0) await orders.bulkWrite(updates, { session });
    },

    /**
     * Takes the number of the next attempt and the sequence number of its event. Writes to the order, so that a
     * concurrent cancellation conflicts and one of the two sees the other.
     * @returns also the order and the database's clock
     */
    async takeAttempt(session: ClientSession, id: string): Promise<TakenAttempt | null> {
      const fields = {
        userId: 1,
        status: 1,
        priceMinor: 1,
        currency: 1,
        expiresAt: 1,
        performanceId: 1,
        attempts: 1,
        events: 1,
      };
      const found = (await orders.findOneAndUpdate(
        { _id: id },
        { $inc: { attempts: 1, events: 1 } },
        { returnDocument: 'after', session, projection: { ...fields, ...databaseNow } },
      )) as (OrderDocument & { databaseNow: Date }) | null;
      if (!found) return null;
      const { attempts: attempt, events, databaseNow: now } = found;
      return { order: toOrder(found), attempt, sequence: events - 1, now };
    },

    /**
     * Takes the sequence number of the next event about this order's payments. Writes to the order, so that a
     * concurrent cancellation conflicts.
     * @returns also the order's buyer and status, and the database's clock
     */
    async takeSequence(session: ClientSession, id: string): Promise<TakenSequence> {
      const found = (await orders.findOneAndUpdate(
        { _id: id },
        { $inc: { events: 1 } },
        { session, projection: { events: 1, userId: 1, status: 1, ...databaseNow } },
      )) as (OrderDocument & { databaseNow: Date }) | null;
      if (!found) throw new Error('the order of a payment does not exist');
      const { events: sequence, userId, status, databaseNow: now } = found;
      return { sequence, userId, status, now };
    },
  };
}

export type OrderStore = ReturnType<typeof createOrderStore>;
