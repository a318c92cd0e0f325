import type { Cursor } from '@ticketing/common/http';
import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  inBatches,
  modelOf,
  outboxOf,
} from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import { type Refund, type RefundAnswer, refundRequested } from '../domain/refund.ts';

interface RefundDocument extends Omit<Refund, 'id'> {
  _id: string;
}

const schema = new Schema<RefundDocument>(
  {
    _id: String,
    performanceId: { type: String, required: true },
    orderId: { type: String, required: true },
    isWhole: { type: Boolean, required: true },
    seatIds: { type: [String], required: true },
    standing: { type: new Schema({ sectionId: String, quantity: Number }, { _id: false }), default: null },
    reason: { type: String, required: true },
    requestedBy: { type: String, required: true },
    requestedAt: { type: Date, required: true },
    state: { type: String, required: true },
    refusal: { type: String, default: null },
    amountMinor: { type: Number, required: true },
    currency: { type: String, required: true },
  },
  { collection: 'refunds', versionKey: false },
);
schema.index({ performanceId: 1, requestedAt: -1, _id: -1 }, { name: 'of_performance' });
schema.index({ orderId: 1, requestedAt: 1 }, { name: 'of_order' });
schema.index({ requestedAt: 1 }, { name: 'open', partialFilterExpression: { state: 'requested' } });

const toRefund = ({ _id: id, ...refund }: RefundDocument): Refund => ({ id, ...refund });

/** Returns the event of a request, with its outbox position: each stands for itself. */
export const requestOf = (refund: Refund) => ({
  topic: 'catalog.refund.requested.v1' as const,
  event: refundRequested(refund),
  aggregateId: `refund:${refund.id}`,
  sequence: 0,
});

export interface RefundPage {
  performanceId: string;
  limit: number;
  after?: Cursor | undefined;
}

export function createRefundStore(connection: Connection) {
  const refunds = modelOf(connection, 'Refund', schema);
  const outbox = outboxOf(connection);
  return {
    /** Inserts a request and the event that asks orders. */
    async insert(session: ClientSession, { id, ...refund }: Refund): Promise<void> {
      await refunds.create([{ _id: id, ...refund }], { session });
      await appendToOutbox(outbox, session, requestOf({ id, ...refund }));
    },

    async findById(id: string): Promise<Refund | null> {
      const found = await refunds.findById(id).lean();
      return found && toRefund(found);
    },

    /** Records answers. The first one of a request counts; orders gives no other. */
    async recordAnswers(session: ClientSession, answers: readonly RefundAnswer[]): Promise<void> {
      await refunds.bulkWrite(
        answers.map(({ id, outcome: state, ...answer }) => ({
          updateOne: { filter: { _id: id, state: 'requested' as const }, update: { $set: { state, ...answer } } },
        })),
        { session },
      );
    },

    /** Returns the requests about a performance, newest first. */
    async findOf({ performanceId, limit, after }: RefundPage): Promise<Refund[]> {
      const at = after && new Date(after.value);
      const found = await refunds
        .find({
          performanceId,
          ...(after && at && { $or: [{ requestedAt: { $lt: at } }, { requestedAt: at, _id: { $lt: after.id } }] }),
        })
        .sort({ requestedAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return found.map(toRefund);
    },

    /** Returns the requests about an order, oldest first. */
    async findOfOrder(orderId: string): Promise<Refund[]> {
      const found = await refunds.find({ orderId }).sort({ requestedAt: 1 }).lean();
      return found.map(toRefund);
    },

    /** Yields the requests that orders has not decided yet. */
    allOpen: (): AsyncIterable<Refund[]> =>
      inBatches(refunds.find({ state: 'requested' }).sort({ requestedAt: 1 }).lean().cursor(), toRefund),
  };
}

export type RefundStore = ReturnType<typeof createRefundStore>;
