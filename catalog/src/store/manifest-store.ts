import { randomUUID } from 'node:crypto';
import { TransientError } from '@ticketing/common/errors';
import type { Cursor } from '@ticketing/common/http';
import {
  appendAllToOutbox,
  type ClientSession,
  type Connection,
  isDuplicateKey,
  modelOf,
  type NewOutboxEvent,
  outboxOf,
} from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import { type EntryState, type ManifestEntry, stateOf } from '../domain/manifest.ts';

interface EntryDocument extends Omit<ManifestEntry, 'id'> {
  _id: string;
  /** What the index finds entries by. */
  state: EntryState;
  /** For what never became an entry, or was withdrawn; null otherwise. */
  forgetAt: Date | null;
}

const { Mixed } = Schema.Types;
const schema = new Schema<EntryDocument>(
  {
    _id: String,
    step: { type: Mixed, required: true },
    party: { type: Mixed, default: null },
    ticketNumbers: { type: [String], required: true },
    issuedAt: { type: Date, default: null },
    state: { type: String, required: true },
    forgetAt: { type: Date, default: null },
  },
  { collection: 'manifest', versionKey: false },
);
schema.index(
  { 'party.performanceId': 1, issuedAt: 1, _id: 1 },
  { name: 'of_performance', partialFilterExpression: { state: 'issued' } },
);
const uniqueNumber = 'ticket_number';
schema.index(
  { ticketNumbers: 1 },
  { name: uniqueNumber, unique: true, partialFilterExpression: { issuedAt: { $type: 'date' } } },
);
schema.index(
  { 'party.orderId': 1 },
  { name: 'of_order', partialFilterExpression: { 'party.orderId': { $type: 'string' } } },
);
schema.index({ forgetAt: 1 }, { name: 'forget', expireAfterSeconds: 0 });

/** Longer than a topic keeps the commands of a saga (30 days): nobody asks for these entries again. Milliseconds. */
const keptForMs = 35 * 24 * 60 * 60 * 1_000;

const toEntry = ({ _id: id, step, party, ticketNumbers, issuedAt }: EntryDocument): ManifestEntry => ({
  ...{ id, step, party, ticketNumbers, issuedAt },
});

function toDocument({ id: _id, ...entry }: ManifestEntry): EntryDocument {
  const state = stateOf(entry);
  const isForgotten = state === 'refused' || state === 'withdrawn';
  return { _id, ...entry, state, forgetAt: isForgotten ? new Date(Date.now() + keptForMs) : null };
}

/** An answer to a saga. */
export type ManifestAnswer = Pick<NewOutboxEvent<'catalog.booking.answered.v1'>, 'event' | 'traceparent'>;

export interface ManifestPage {
  performanceId: string;
  limit: number;
  after?: Cursor | undefined;
}

export function createManifestStore(connection: Connection) {
  const manifest = modelOf(connection, 'ManifestEntry', schema);
  const outbox = outboxOf(connection);
  return {
    async findAll(session: ClientSession, ids: readonly string[]): Promise<Map<string, ManifestEntry>> {
      const found = await manifest.find({ _id: { $in: [...ids] } }, null, { session }).lean();
      return new Map(found.map((document) => [document._id, toEntry(document)]));
    },

    /**
     * Saves changed entries, and appends answers to the outbox. Concurrent changes of an entry conflict and are retried.
     * @throws TransientError when another booking has one of the ticket numbers: a retry has others
     */
    async save(session: ClientSession, changed: readonly ManifestEntry[], answers: readonly ManifestAnswer[]) {
      try {
        if (changed.length > 0)
          await manifest.bulkWrite(
            changed.map(toDocument).map((replacement) => ({
              replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
            })),
            { session },
          );
      } catch (cause) {
        if (isDuplicateKey(cause, uniqueNumber)) throw new TransientError('a ticket number is taken', { cause });
        throw cause;
      }
      // Each stands for itself: a command that is replayed after its inbox row was pruned is answered again.
      const events = answers.map((answer) => {
        const eventId = randomUUID();
        const topic = 'catalog.booking.answered.v1' as const;
        return { ...answer, eventId, topic, aggregateId: `answer:${eventId}`, sequence: 0 };
      });
      await appendAllToOutbox(outbox, session, events);
    },

    /** Returns the entries of an order: one, as long as a booking has one order. */
    async findOfOrder(orderId: string): Promise<ManifestEntry[]> {
      const found = await manifest.find({ 'party.orderId': orderId }).sort({ _id: 1 }).lean();
      return found.map(toEntry);
    },

    /** Returns entries of a performance with tickets, in the order of their issue. */
    async findIssued({ performanceId, limit, after }: ManifestPage): Promise<ManifestEntry[]> {
      const at = after && new Date(after.value);
      const found = await manifest
        .find({
          state: 'issued',
          'party.performanceId': performanceId,
          ...(after && at && { $or: [{ issuedAt: { $gt: at } }, { issuedAt: at, _id: { $gt: after.id } }] }),
        })
        .sort({ issuedAt: 1, _id: 1 })
        .limit(limit)
        .lean();
      return found.map(toEntry);
    },
  };
}

export type ManifestStore = ReturnType<typeof createManifestStore>;
