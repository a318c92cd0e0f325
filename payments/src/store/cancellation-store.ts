import { randomUUID } from 'node:crypto';
import {
  appendAllToOutbox,
  type ClientSession,
  type Connection,
  type NewOutboxEvent,
  outboxOf,
} from '@ticketing/common/mongo';
import type { ChargeGroup, KnownOrders } from '../domain/cancellation.ts';

const topic = 'payments.cancellation.answered.v1';

/** An answer to the saga of a cancellation. */
export type CancellationAnswer = Pick<NewOutboxEvent<typeof topic>, 'event' | 'traceparent'>;

const sumIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
const isCancelled = { $eq: ['$status', 'cancelled'] };
const isEndedByIt = { $eq: ['$cancelReason', 'event_cancelled'] };

/** Absent from a payment without any. */
const refunds = { $ifNull: ['$payment.refunds', []] };
const hasRefund = (condition: object) => ({
  $anyElementTrue: [{ $map: { input: refunds, as: 'refund', in: condition } }],
});
const doneMinor = { $cond: [{ $eq: ['$$refund.state', 'done'] }, '$$refund.amountMinor', 0] };
/** Refunds together are never more than the charge. */
const isGivenBack = {
  $gte: [{ $sum: { $map: { input: refunds, as: 'refund', in: doneMinor } } }, '$payment.amountMinor'],
};
const hasFailedRefund = hasRefund({ $eq: ['$$refund.state', 'failed'] });
const isRefundOfEnd = hasRefund({ $eq: ['$$refund.reason', 'order_cancelled'] });

/** Reads what is known about the orders of a cancelled performance and their charges. */
export function createCancellationStore(connection: Connection) {
  const orders = connection.collection('orders');
  const outbox = outboxOf(connection);
  return {
    async readOrders(
      session: ClientSession,
      { performanceId, reservedAfter }: { performanceId: string; reservedAfter: Date },
    ): Promise<KnownOrders> {
      const isCounted = { $or: [isEndedByIt, { $gt: ['$expiresAt', reservedAfter] }] };
      const [known] = await orders
        .aggregate<KnownOrders>(
          [
            { $match: { performanceId } },
            {
              $group: {
                _id: null,
                live: sumIf({ $not: isCancelled }),
                ended: sumIf({ $and: [isCancelled, isCounted] }),
              },
            },
          ],
          { session },
        )
        .toArray();
      return known ?? { live: 0, ended: 0 };
    },

    /** Reads what was charged for a performance, or may be. Declined attempts are left out. */
    readCharges: (session: ClientSession, performanceId: string): Promise<ChargeGroup[]> =>
      orders
        .aggregate<ChargeGroup>(
          [
            { $match: { performanceId } },
            { $lookup: { from: 'payments', localField: '_id', foreignField: 'orderId', as: 'payment' } },
            { $unwind: '$payment' },
            { $match: { 'payment.state': { $in: ['open', 'succeeded'] } } },
            {
              $group: {
                _id: {
                  ...{ state: '$payment.state', currency: '$payment.currency' },
                  ...{ isGivenBack, hasFailedRefund, isRefundOfEnd, isEndedByIt },
                },
                count: { $sum: 1 },
                amountMinor: { $sum: '$payment.amountMinor' },
              },
            },
            { $replaceWith: { $mergeObjects: ['$_id', { count: '$count', amountMinor: '$amountMinor' }] } },
          ],
          { session },
        )
        .toArray(),

    /** Appends answers to the outbox. Each stands for itself: a question that is replayed is answered again. */
    answer: (session: ClientSession, answers: readonly CancellationAnswer[]): Promise<void> =>
      appendAllToOutbox(
        outbox,
        session,
        answers.map((answer) => {
          const eventId = randomUUID();
          return { ...answer, eventId, topic, aggregateId: `answer:${eventId}`, sequence: 0 };
        }),
      ),
  };
}

export type CancellationStore = ReturnType<typeof createCancellationStore>;
