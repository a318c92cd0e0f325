import type { Cursor } from '@ticketing/common/http';
import {
  appendAllToOutbox,
  appendToOutbox,
  type ChangeFollower,
  type ClientSession,
  type Connection,
  collectionOf,
  followChanges,
  inBatches,
  modelOf,
  outboxOf,
} from '@ticketing/common/mongo';
import type { TicketCreated } from '@ticketing/contracts';
import { type QueryFilter, Schema, Types } from 'mongoose';
import type { Category, Ticket } from '../domain/ticket.ts';
import { conditionsOf, searchTextOf, searchWordsOf } from './search-key.ts';
import { after, sortOf, startsOrderOf, type TicketOrder } from './ticket-order.ts';

interface TicketDocument extends Omit<Ticket, 'id'> {
  _id: Types.ObjectId;
  searchText: string;
  /** Beginnings of the words of that text, for the index. Rows of earlier versions get them when the service starts. */
  searchWords: string[];
  /** Milliseconds; listings without a date come last. */
  startsOrder: number;
}

const collection = 'tickets';
const schema = new Schema<TicketDocument>(
  {
    title: { type: String, required: true },
    priceMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    userId: { type: String, required: true },
    version: { type: Number, required: true },
    status: { type: String, required: true },
    isWithdrawn: { type: Boolean, required: true },
    orderId: { type: String, default: null },
    reservedUntil: { type: Date, default: null },
    reservation: { type: Number, required: true },
    description: { type: String, default: null },
    category: { type: String, required: true },
    venue: { type: String, default: null },
    city: { type: String, default: null },
    from: { type: String, default: null },
    to: { type: String, default: null },
    startsAt: { type: Date, default: null },
    pictureId: { type: String, default: null },
    soldAt: { type: Date, default: null },
    searchText: { type: String, required: true },
    searchWords: { type: [String], default: undefined },
    startsOrder: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection, versionKey: false },
);
// One index for each order a buyer may choose, of what can be bought only.
const available = { partialFilterExpression: { status: 'available' } };
schema.index({ createdAt: -1, _id: -1 }, { name: 'available_newest_first', ...available });
schema.index({ startsOrder: 1, _id: 1 }, { name: 'available_soonest_first', ...available });
schema.index({ priceMinor: 1, _id: 1 }, { name: 'available_by_price', ...available });
schema.index({ searchWords: 1 }, { name: 'available_by_word', ...available });
schema.index({ userId: 1, createdAt: -1, _id: -1 }, { name: 'of_seller' });
schema.index({ pictureId: 1 }, { name: 'by_picture', partialFilterExpression: { pictureId: { $type: 'string' } } });

/** What only the database needs; lists of tickets leave it there. */
const withoutSearch = { searchText: 0, searchWords: 0 } as const;

type Read = Omit<TicketDocument, keyof typeof withoutSearch> &
  Partial<Pick<TicketDocument, keyof typeof withoutSearch>>;
const toTicket = ({ _id, searchText, searchWords, startsOrder, ...rest }: Read): Ticket => ({
  ...rest,
  id: _id.toHexString(),
});
function derived({ title, venue, city, from, to, startsAt }: Ticket) {
  const searchText = searchTextOf(title, venue, city, from, to);
  return { searchText, searchWords: searchWordsOf(searchText), startsOrder: startsOrderOf(startsAt) };
}

export interface OwnTicketsOptions {
  sellerId: string;
  limit: number;
  after?: Cursor | undefined;
}

export interface SearchOptions {
  /** Words to find in title, venue and places. */
  search?: string | undefined;
  category?: Category | undefined;
  city?: string | undefined;
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  startsFrom?: Date | undefined;
  startsBefore?: Date | undefined;
  order: TicketOrder;
  limit: number;
  /** Only what comes after this in the order. */
  after?: Cursor | undefined;
}

const between = (from: number | undefined, below: number | undefined, upTo?: number) => ({
  ...(from !== undefined && { $gte: from }),
  ...(below !== undefined && { $lt: below }),
  ...(upTo !== undefined && { $lte: upTo }),
});

/** What a search asks for; what has begun can't be bought any more. */
function filterOf(options: SearchOptions, now: Date): QueryFilter<TicketDocument> {
  const {
    search,
    category,
    city,
    minPriceMinor,
    maxPriceMinor,
    startsFrom,
    startsBefore,
    order,
    after: cursor,
  } = options;
  const words = [...conditionsOf(search ?? ''), ...conditionsOf(city ?? '')];
  const price = between(minPriceMinor, undefined, maxPriceMinor);
  return {
    status: 'available',
    startsOrder: between(Math.max(now.getTime(), startsFrom?.getTime() ?? 0), startsBefore?.getTime()),
    ...(category && { category }),
    ...(Object.keys(price).length > 0 && { priceMinor: price }),
    $and: [...words, ...(cursor ? [after(order, cursor)] : []), {}],
  };
}

export interface ReservationChange {
  ticket: Ticket;
  /** Trace context of the cause. */
  traceparent?: string | undefined;
}

/** The event of a ticket's version, with its place in the outbox. */
export function eventOf(ticket: Ticket) {
  const { id, title, priceMinor: price, currency, userId, version, status, isWithdrawn, orderId } = ticket;
  const aggregateId = `ticket:${id}`;
  const listing: TicketCreated = { id, title, price, currency, userId, version, status, isWithdrawn };
  return version === 0
    ? { topic: 'tickets.ticket.created.v1' as const, event: listing, aggregateId }
    : { topic: 'tickets.ticket.updated.v1' as const, event: { ...listing, orderId }, aggregateId };
}

export function createTicketStore(connection: Connection) {
  const tickets = modelOf(connection, 'Ticket', schema);
  const stored = collectionOf(connection, tickets);
  const outbox = outboxOf(connection);

  const append = (session: ClientSession, ticket: Ticket) =>
    appendToOutbox(outbox, session, { ...eventOf(ticket), sequence: ticket.version });

  return {
    /** Inserts a ticket and its event. */
    async insert(session: ClientSession, { id, ...ticket }: Ticket): Promise<void> {
      const document = { ...ticket, ...derived({ id, ...ticket }), _id: new Types.ObjectId(id) };
      await tickets.create([document], { session });
      await append(session, { id, ...ticket });
    },

    /**
     * Saves a ticket whose version was raised, and its event. Concurrent changes conflict and are run again.
     * @returns the ticket as it was saved
     */
    async update(session: ClientSession, ticket: Ticket): Promise<Ticket> {
      const saved = { ...ticket, updatedAt: new Date() };
      const { id, ...changed } = saved;
      await tickets.updateOne(
        { _id: new Types.ObjectId(id), version: changed.version - 1 },
        { $set: { ...changed, ...derived(saved) } },
        { session },
      );
      await append(session, saved);
      return saved;
    },

    /**
     * Saves what reservations have made of tickets: the last version of each, and an event for every version. Concurrent
     * changes conflict and are run again.
     * @param changes versions of one ticket are in sequence
     */
    async saveReservations(session: ClientSession, changes: readonly ReservationChange[]): Promise<void> {
      const last = new Map(changes.map(({ ticket }) => [ticket.id, ticket]));
      await stored.bulkWrite(
        [...last.values()].map(({ id, version, status, orderId, reservedUntil, reservation, soldAt }) => ({
          updateOne: {
            filter: { _id: new Types.ObjectId(id) },
            update: { $set: { version, status, orderId, reservedUntil, reservation, soldAt, updatedAt: new Date() } },
          },
        })),
        { session },
      );
      await appendAllToOutbox(
        outbox,
        session,
        changes.map(({ ticket, traceparent }) => ({ ...eventOf(ticket), sequence: ticket.version, traceparent })),
      );
    },

    /** Those of the tickets that there are, as the transaction sees them. */
    async findAllById(session: ClientSession, ids: readonly string[]): Promise<Map<string, Ticket>> {
      const found = await stored.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { session }).toArray();
      return new Map(found.map((document) => [document._id.toHexString(), toTicket(document)]));
    },

    async findById(id: string, session?: ClientSession): Promise<Ticket | null> {
      const found = await tickets
        .findById(id)
        .session(session ?? null)
        .lean();
      return found && toTicket(found);
    },

    /** Whether another ticket shows the same picture. */
    async isPictureUsedElsewhere(session: ClientSession, { id, pictureId }: Ticket): Promise<boolean> {
      const other = { _id: { $ne: new Types.ObjectId(id) }, pictureId };
      return (await tickets.exists(other).session(session)) !== null;
    },

    async findSeveral(ids: readonly string[]): Promise<Ticket[]> {
      const found = await tickets.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, withoutSearch).lean();
      return found.map(toTicket);
    },

    /** Tells the id of every ticket that changes. @returns a function that stops it */
    follow: ({
      onChange,
      ...follower
    }: Omit<ChangeFollower, 'onChange'> & { onChange: (ticketId: string) => void }): (() => Promise<void>) =>
      followChanges(connection, collection, { ...follower, onChange: (id) => onChange(String(id)) }),

    /** Every ticket, some at a time. */
    all: (): AsyncIterable<Ticket[]> => inBatches(tickets.find().sort({ _id: 1 }).lean().cursor(), toTicket),

    /** Tickets that can be bought now, in the order asked for. */
    async search(options: SearchOptions): Promise<Ticket[]> {
      const found = await tickets
        .find(filterOf(options, new Date()), withoutSearch)
        .sort(sortOf(options.order))
        .limit(options.limit)
        .lean();
      return found.map(toTicket);
    },

    /** How the database would search. */
    explainSearch: (options: SearchOptions): Promise<object> =>
      tickets
        .find(filterOf(options, new Date()))
        .sort(sortOf(options.order))
        .limit(options.limit)
        .explain('executionStats'),

    /** Gives rows of earlier versions the words they are found by, some at a time. Idempotent. @returns how many */
    async addSearchWords(batchSize = 500): Promise<number> {
      let added = 0;
      for (;;) {
        const found = await tickets
          .find({ searchWords: { $exists: false } }, { searchText: 1 })
          .limit(batchSize)
          .lean();
        if (found.length === 0) return added;
        await tickets.bulkWrite(
          found.map(({ _id, searchText }) => ({
            // Its seller may have changed it since it was read, and then it has its words.
            updateOne: { filter: { _id, searchText }, update: { $set: { searchWords: searchWordsOf(searchText) } } },
          })),
          { ordered: false },
        );
        added += found.length;
      }
    },

    /** A seller's listings in every state, newest first. */
    async ofSeller({ sellerId, limit, after: cursor }: OwnTicketsOptions): Promise<Ticket[]> {
      const found = await tickets
        .find({ userId: sellerId, ...(cursor && after('newest', cursor)) }, withoutSearch)
        .sort(sortOf('newest'))
        .limit(limit)
        .lean();
      return found.map(toTicket);
    },
  };
}

export type TicketStore = ReturnType<typeof createTicketStore>;
