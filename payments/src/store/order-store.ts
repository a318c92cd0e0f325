import { type ClientSession, type Connection, collectionOf, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { OrderChange, OrderWorth, PayableOrder } from '../domain/order.ts';

interface OrderDocument extends Omit<PayableOrder, 'id' | 'performanceId'> {
  _id: string;
  /** Absent for a ticket. */
  performanceId?: string | null;
  /** Attempts made so far. */
  attempts: number;
  /** Events published about this order's payments so far. */
  events: number;
  /** Why it was cancelled; of orders for places only. */
  cancelReason?: string;
}

const schema = new Schema<OrderDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    status: { type: String, required: true },
    priceMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    version: Number,
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

/** Orders of earlier releases have no version: nothing depended on it. */
const toOrder = ({
  _id: id,
  userId,
  status,
  priceMinor,
  currency,
  expiresAt,
  version = 0,
  performanceId = null,
}: OrderDocument): PayableOrder => ({
  id,
  userId,
  status,
  priceMinor,
  currency,
  expiresAt,
  version,
  performanceId,
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
  order: OrderWorth;
  /** The database's clock. */
  now: Date;
}

const databaseNow = { databaseNow: '$$NOW' };
const worth = { status: 1, priceMinor: 1, version: 1 };

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

    /**
     * Applies what events have changed, unless a later one was applied. Conflicts with a concurrent attempt or outcome, so that
     * one of the two sees the other.
     */
    async change(session: ClientSession, changes: readonly OrderChange[]): Promise<void> {
      await orders.bulkWrite(
        changes.map(({ id, ...changed }) => ({
          updateOne: { filter: { _id: id, version: { $not: { $gte: changed.version } } }, update: { $set: changed } },
        })),
        { session },
      );
    },

    /** Reads orders within a transaction. */
    async findAll(session: ClientSession, ids: readonly string[]): Promise<Map<string, PayableOrder>> {
      const found = await orders.find({ _id: { $in: [...ids] } }, { session }).toArray();
      return new Map(found.map((order) => [order._id, toOrder(order)]));
    },

    /**
     * Takes the number of the next attempt and the sequence number of its event. Writes to the order, so that a
     * concurrent cancellation conflicts and one of the two sees the other.
     * @returns also the order and the database's clock
     */
    async takeAttempt(session: ClientSession, id: string): Promise<TakenAttempt | null> {
      const fields = { ...worth, userId: 1, currency: 1, expiresAt: 1, performanceId: 1, attempts: 1, events: 1 };
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
     * @returns also the order's buyer and worth, and the database's clock
     */
    async takeSequence(session: ClientSession, id: string): Promise<TakenSequence> {
      const found = (await orders.findOneAndUpdate(
        { _id: id },
        { $inc: { events: 1 } },
        { session, projection: { ...worth, events: 1, userId: 1, ...databaseNow } },
      )) as (OrderDocument & { databaseNow: Date }) | null;
      if (!found) throw new Error('the order of a payment does not exist');
      const { events: sequence, userId, status, priceMinor, version = 0, databaseNow: now } = found;
      return { sequence, userId, order: { status, priceMinor, version }, now };
    },
  };
}

export type OrderStore = ReturnType<typeof createOrderStore>;
