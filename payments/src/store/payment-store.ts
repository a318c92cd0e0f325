import {
  appendAllToOutbox,
  type ClientSession,
  type Connection,
  collectionOf,
  inBatches,
  isDuplicateKey,
  modelOf,
  type NewOutboxEvent,
  outboxOf,
} from '@ticketing/common/mongo';
import type { Topic } from '@ticketing/contracts';
import { Types } from 'mongoose';
import { evolve, isLive, type Payment, type PaymentEvent } from '../domain/payment.ts';
import { aggregateIdOf, publishedAs } from '../domain/payment-events.ts';
import type { Refund } from '../domain/refund.ts';
import { onlyLivePayment, type PaymentDocument, paymentSchema, toPayment } from './payment-schema.ts';

/** The decided events of a payment. */
export interface PaymentChange {
  /** The payment as it was read. */
  payment: Payment;
  events: readonly PaymentEvent[];
  /** Sequence within the order of the event that is published, if one is. */
  sequence?: number;
}

export interface TimedPayment {
  payment: Payment;
  /** The database's clock. */
  now: Date;
}

/** Thrown when the order already has a live payment. */
export class LivePaymentExists extends Error {
  override readonly name = 'LivePaymentExists';
}

const byId = (id: string) => ({ _id: new Types.ObjectId(id) });

/** Finds a payment only as long as nothing that a decision depends on has changed since it was read. */
const asRead = ({ id, state, refund }: Payment) => ({
  ...byId(id),
  state,
  ...(refund
    ? { 'refund.state': refund.state, 'refund.failures': refund.failures, 'refund.looks': refund.looks }
    : { refund: null }),
});

/** Writes the changed fields only: others may have changed since the payment was read. */
function updateOf({ payment, events }: PaymentChange) {
  const next = events.reduce(evolve, payment);
  const names = Object.keys(next) as (keyof Payment)[];
  const changed = names.filter((name) => next[name] !== payment[name]).map((name) => [name, next[name]] as const);
  const isOver = isLive(payment) && !isLive(next);
  return {
    filter: asRead(payment),
    update: { $set: Object.fromEntries(changed), ...(isOver && { $unset: { live: 1 as const } }) },
  };
}

function outboxEventsOf({ payment, events, sequence }: PaymentChange): NewOutboxEvent<Topic>[] {
  return events
    .flatMap((event) => publishedAs(payment, event))
    .map((published) => {
      if (sequence === undefined) throw new Error(`${published.topic} needs a sequence`);
      return { ...published, aggregateId: aggregateIdOf(payment.orderId), sequence };
    });
}

const isConfirmableNow = { $gt: ['$confirmableUntil', '$$NOW'] };
const confirmable = { state: 'open' as const, $expr: isConfirmableNow };
/**
 * How often the sweeper checks an intent that the buyer may still confirm. Webhooks normally arrive sooner; this covers
 * lost ones.
 */
const confirmableRecheckMs = 15_000;

/** Reads and saves payments. `domain/payment.ts` decides what changes. */
export function createPaymentStore(connection: Connection) {
  const payments = modelOf(connection, 'Payment', paymentSchema);
  const stored = collectionOf(connection, payments);
  const outbox = outboxOf(connection);

  const readTimed = async (session: ClientSession, filter: object): Promise<TimedPayment[]> => {
    const projection = { payment: '$$ROOT', now: '$$NOW' };
    const found = await stored.find<{ payment: PaymentDocument; now: Date }>(filter, { session, projection }).toArray();
    return found.map(({ payment, now }) => ({ payment: toPayment(payment), now }));
  };

  return {
    /**
     * Inserts an open payment and publishes its start.
     * @param sequence of that event
     * @throws LivePaymentExists when the order has another live payment; the transaction is then aborted
     */
    async insert(session: ClientSession, payment: Payment, sequence: number): Promise<void> {
      const { id, ...fields } = payment;
      try {
        await stored.insertOne({ ...byId(id), ...fields, live: true }, { session });
      } catch (cause) {
        if (isDuplicateKey(cause, onlyLivePayment)) throw new LivePaymentExists('the order has a payment', { cause });
        throw cause;
      }
      await appendAllToOutbox(outbox, session, outboxEventsOf({ payment, events: [{ type: 'Started' }], sequence }));
    },

    async setStripeId(id: string, stripeId: string): Promise<void> {
      await stored.updateOne(byId(id), { $set: { stripeId } });
    },

    /**
     * Saves a decided change: the row and the published event. Requires the transaction of the change.
     * @returns false when the payment has changed since it was read, or does not change; then nothing is written
     */
    async save(session: ClientSession, change: PaymentChange): Promise<boolean> {
      if (change.events.length === 0) return false;
      const { filter, update } = updateOf(change);
      const { matchedCount } = await stored.updateOne(filter, update, { session });
      if (matchedCount === 0) return false;
      await appendAllToOutbox(outbox, session, outboxEventsOf(change));
      return true;
    },

    /** Saves the changes of payments that were read in this transaction; each payment once. */
    async saveAll(session: ClientSession, changes: readonly PaymentChange[]): Promise<void> {
      const effective = changes.filter(({ events }) => events.length > 0);
      if (effective.length === 0) return;
      const updates = effective.map((change) => ({ updateOne: updateOf(change) }));
      const { matchedCount } = await stored.bulkWrite(updates, { session });
      // The transaction sees what it has read; another one's change to it would have been a write conflict.
      if (matchedCount < effective.length) throw new Error('payments changed within their own transaction');
      await appendAllToOutbox(outbox, session, effective.flatMap(outboxEventsOf));
    },

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

    /**
     * Claims an open payment that is due for settlement by the database's clock and postpones it, so that replicas
     * share the work.
     * @param retryAfterMs when it is due again if it stays open
     */
    async claimPaymentToSettle(retryAfterMs: number): Promise<Payment | null> {
      const found = await payments
        .findOneAndUpdate(
          { state: 'open', $expr: { $lte: ['$settleAt', '$$NOW'] } },
          [
            {
              $set: {
                settleAt: { $add: ['$$NOW', { $cond: [isConfirmableNow, confirmableRecheckMs, retryAfterMs] }] },
              },
            },
          ],
          { sort: { settleAt: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toPayment(found);
    },

    /** Claims the refund that has been due the longest, and postpones it. */
    async claimDueRefund(retryAfterMs: number): Promise<Payment | null> {
      const found = await payments
        .findOneAndUpdate(
          { 'refund.dueAt': { $type: 'date' }, $expr: { $lte: ['$refund.dueAt', '$$NOW'] } },
          [{ $set: { 'refund.dueAt': { $add: ['$$NOW', retryAfterMs] } } }],
          { sort: { 'refund.dueAt': 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toPayment(found);
    },

    /** Yields all payments in batches, an order's attempts in sequence. */
    all: (): AsyncIterable<Payment[]> =>
      inBatches(payments.find().sort({ orderId: 1, attempt: 1 }).lean().cursor(), toPayment),

    /** Counts the refunds in a state. */
    countRefunds: (state: Refund['state']): Promise<number> => payments.countDocuments({ 'refund.state': state }),
  };
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
