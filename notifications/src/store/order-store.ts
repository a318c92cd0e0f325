import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Order } from '../domain/order.ts';

/** Longer than any of an order's events is news. */
const keepSeconds = 410 * 24 * 60 * 60;

interface OrderDocument extends Omit<Order, 'id'> {
  _id: string;
}
const orderSchema = new Schema<OrderDocument>(
  {
    _id: String,
    buyerId: { type: String, required: true },
    ticketId: { type: String, default: null },
    title: String,
    priceMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    reservedUntil: { type: Date, required: true },
  },
  { collection: 'orders', versionKey: false },
);
orderSchema.index({ reservedUntil: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

interface SellerDocument {
  /** Ticket id. */
  _id: string;
  sellerId: string;
}
const sellerSchema = new Schema<SellerDocument>(
  { _id: String, sellerId: { type: String, required: true } },
  { collection: 'sellers', versionKey: false },
);

const toOrder = ({ _id: id, ...rest }: OrderDocument): Order => ({ ...rest, title: rest.title ?? '', id });

/** Stores copies of orders, and who sells which ticket. */
export function createOrderStore(connection: Connection) {
  const orders = modelOf(connection, 'Order', orderSchema);
  const sellers = modelOf(connection, 'Seller', sellerSchema);
  return {
    async insertAll(tx: ClientSession, given: readonly Order[]): Promise<void> {
      await orders.bulkWrite(
        given.map(({ id, ...order }) => ({
          updateOne: { filter: { _id: id }, update: { $setOnInsert: order }, upsert: true },
        })),
        { session: tx },
      );
    },

    /** Sets what orders cost now; of several totals of one order, the last. */
    async setTotals(tx: ClientSession, totals: readonly Pick<Order, 'id' | 'priceMinor'>[]): Promise<void> {
      await orders.bulkWrite(
        totals.map(({ id, priceMinor }) => ({ updateOne: { filter: { _id: id }, update: { $set: { priceMinor } } } })),
        { session: tx },
      );
    },

    async findAll(ids: readonly string[], tx: ClientSession | null = null): Promise<Map<string, Order>> {
      if (ids.length === 0) return new Map();
      const found = await orders
        .find({ _id: { $in: [...ids] } })
        .session(tx)
        .lean();
      return new Map(found.map((order) => [order._id, toOrder(order)]));
    },

    async insertSellers(tx: ClientSession, given: readonly { ticketId: string; sellerId: string }[]): Promise<void> {
      await sellers.bulkWrite(
        given.map(({ ticketId, sellerId }) => ({
          updateOne: { filter: { _id: ticketId }, update: { $setOnInsert: { sellerId } }, upsert: true },
        })),
        { session: tx },
      );
    },

    /** Returns who sells tickets, by ticket id; without those whose event has not arrived. */
    async sellersOf(ticketIds: readonly string[]): Promise<Map<string, string>> {
      if (ticketIds.length === 0) return new Map();
      const found = await sellers.find({ _id: { $in: [...ticketIds] } }).lean();
      return new Map(found.map(({ _id, sellerId }) => [_id, sellerId]));
    },
  };
}

export type OrderStore = ReturnType<typeof createOrderStore>;
