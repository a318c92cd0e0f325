import {
  appendAllToOutbox,
  type ClientSession,
  type Connection,
  isDuplicateKey,
  type NewOutboxEvent,
  outboxOf,
} from '@ticketing/common/mongo';
import type { Topic } from '@ticketing/contracts';
import { evolve, isLive, type Payment, type PaymentEvent } from '../domain/payment.ts';
import { aggregateIdOf, publishedAs } from '../domain/payment-events.ts';
import { paymentClaims } from './payment-claims.ts';
import { asRead, byId } from './payment-filters.ts';
import { paymentQueries } from './payment-queries.ts';
import { onlyLivePayment, paymentCollections } from './payment-schema.ts';

/** The decided events of a payment. */
export interface PaymentChange {
  /** The payment as it was read. */
  payment: Payment;
  events: readonly PaymentEvent[];
  /** Sequence within the order of the event that is published, if one is. */
  sequence?: number;
}

/** Thrown when the order already has a live payment. */
export class LivePaymentExists extends Error {
  override readonly name = 'LivePaymentExists';
}

export interface StartedPayment {
  payment: Payment;
  /** Sequence number of its event within the order. */
  sequence: number;
  /** How long the request waited, milliseconds. */
  waitedMs: number;
}

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

/** Reads and saves payments. `domain/payment.ts` decides what changes. */
export function createPaymentStore(connection: Connection) {
  const collections = paymentCollections(connection);
  const { stored } = collections;
  const outbox = outboxOf(connection);

  return {
    ...paymentQueries(collections),
    ...paymentClaims(collections),

    /**
     * Inserts an open payment and publishes its start.
     * @throws LivePaymentExists when the order has another live payment; the transaction is then aborted
     */
    async insert(session: ClientSession, { payment, sequence, waitedMs }: StartedPayment): Promise<void> {
      const { id, ...fields } = payment;
      try {
        await stored.insertOne({ ...byId(id), ...fields, live: true }, { session });
      } catch (cause) {
        if (isDuplicateKey(cause, onlyLivePayment)) throw new LivePaymentExists('the order has a payment', { cause });
        throw cause;
      }
      await appendAllToOutbox(
        outbox,
        session,
        outboxEventsOf({ payment, events: [{ type: 'Started', waitedMs }], sequence }),
      );
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
  };
}

export type PaymentStore = ReturnType<typeof createPaymentStore>;
