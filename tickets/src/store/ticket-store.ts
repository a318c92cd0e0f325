import type { Cursor } from '@ticketing/common/http';
import { minimumChargeMinor } from '@ticketing/common/money';
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
import { type Category, noDetails, type Ticket } from '../domain/ticket.ts';
import { conditionsOf, type SearchFields, searchFieldsOf, searchFormat } from './search-key.ts';
import { after, sortOf, startsOrderOf, type TicketOrder } from './ticket-order.ts';

interface TicketDocument extends Omit<Ticket, 'id'>, SearchFields {
  _id: Types.ObjectId;
  /** Milliseconds; listings without a date come last. */
  startsOrder: number;
  /** Format of the last published event; absent for the first one, which had no times. */
  eventFormat?: number;
}

/** Raised when events get a new field that consumers need for listings that do not change. */
const currentEventFormat = 2;

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
    saleEndsAt: { type: Date, default: null },
    timeZone: { type: String, default: null },
    pictureId: { type: String, default: null },
    soldAt: { type: Date, default: null },
    searchText: { type: String, required: true },
    searchWords: { type: [String], default: undefined },
    searchTypos: { type: [String], default: undefined },
    searchFormat: { type: Number },
    startsOrder: { type: Number, required: true },
    eventFormat: { type: Number },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection, versionKey: false },
);
// One index per sort order, for tickets on sale only.
const available = { partialFilterExpression: { status: 'available' } };
schema.index({ createdAt: -1, _id: -1 }, { name: 'available_newest_first', ...available });
schema.index({ startsOrder: 1, _id: 1 }, { name: 'available_soonest_first', ...available });
schema.index({ priceMinor: 1, _id: 1 }, { name: 'available_by_price', ...available });
schema.index({ searchWords: 1 }, { name: 'available_by_word', ...available });
schema.index({ searchTypos: 1 }, { name: 'available_by_typo', ...available });
schema.index({ userId: 1, createdAt: -1, _id: -1 }, { name: 'of_seller' });
schema.index({ pictureId: 1 }, { name: 'by_picture', partialFilterExpression: { pictureId: { $type: 'string' } } });

/** Fields that only the database needs; excluded from lists. */
const withoutSearch = { searchText: 0, searchWords: 0, searchTypos: 0, searchFormat: 0 } as const;

type Read = Omit<TicketDocument, keyof typeof withoutSearch> &
  Partial<Pick<TicketDocument, keyof typeof withoutSearch>>;
const toTicket = ({
  _id,
  searchText,
  searchWords,
  searchTypos,
  searchFormat: _format,
  startsOrder,
  eventFormat,
  ...rest
}: Read): Ticket => ({
  // Rows of earlier versions lack newer details.
  ...noDetails,
  ...rest,
  id: _id.toHexString(),
});
const searchFieldsOfTicket = ({
  title,
  venue,
  city,
  from,
  to,
}: Pick<Ticket, 'title' | 'venue' | 'city' | 'from' | 'to'>) => searchFieldsOf(title, venue, city, from, to);

const derivedFields = (ticket: Ticket) => ({
  ...searchFieldsOfTicket(ticket),
  startsOrder: startsOrderOf(ticket.startsAt),
  eventFormat: currentEventFormat,
});

export interface OwnTicketsOptions {
  sellerId: string;
  limit: number;
  after?: Cursor | undefined;
}

export interface SearchOptions {
  /** Words to find in title, venue and places. */
  search?: string | undefined;
  /** Whether words may have one typo. */
  isForgiving?: boolean;
  category?: Category | undefined;
  city?: string | undefined;
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  startsFrom?: Date | undefined;
  startsBefore?: Date | undefined;
  order: TicketOrder;
  limit: number;
  /** Only tickets after this position. */
  after?: Cursor | undefined;
}

const rangeFilter = (from: number | undefined, below: number | undefined, upTo?: number) => ({
  ...(from !== undefined && { $gte: from }),
  ...(below !== undefined && { $lt: below }),
  ...(upTo !== undefined && { $lte: upTo }),
});

/** Builds the filter of a search: only what can be bought now. A listing without an end of sale matches `$not`. */
function filterOf(options: SearchOptions, now: Date): QueryFilter<TicketDocument> {
  const {
    search,
    isForgiving,
    category,
    city,
    minPriceMinor,
    maxPriceMinor,
    startsFrom,
    startsBefore,
    order,
    after: cursor,
  } = options;
  const words = [search, city].flatMap((text) => conditionsOf(text ?? '', { isForgiving }));
  const price = rangeFilter(Math.max(minPriceMinor ?? 0, minimumChargeMinor), undefined, maxPriceMinor);
  return {
    status: 'available',
    startsOrder: rangeFilter(Math.max(now.getTime() + 1, startsFrom?.getTime() ?? 0), startsBefore?.getTime()),
    saleEndsAt: { $not: { $lte: now } },
    ...(category && { category }),
    priceMinor: price,
    $and: [...words, ...(cursor ? [after(order, cursor)] : []), {}],
  };
}

export interface ReservationChange {
  ticket: Ticket;
  /** Trace context of the cause. */
  traceparent?: string | undefined;
}

const millisecondsOf = (at: Date | null): number | null => at?.getTime() ?? null;

/** Returns the event of a ticket's version, with its outbox position. */
export function eventOf(ticket: Ticket) {
  const { id, title, priceMinor: price, currency, userId, version, status, isWithdrawn, orderId } = ticket;
  const aggregateId = `ticket:${id}`;
  const times = { startsAt: millisecondsOf(ticket.startsAt), saleEndsAt: millisecondsOf(ticket.saleEndsAt) };
  const listing: TicketCreated = { id, title, price, currency, userId, version, status, isWithdrawn, ...times };
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
      const document = { ...ticket, ...derivedFields({ id, ...ticket }), _id: new Types.ObjectId(id) };
      await tickets.create([document], { session });
      await append(session, { id, ...ticket });
    },

    /**
     * Saves a ticket with its next version, and its event. Concurrent changes conflict and are retried.
     * @returns the saved ticket
     */
    async update(session: ClientSession, ticket: Ticket): Promise<Ticket> {
      const saved = { ...ticket, updatedAt: new Date() };
      const { id, ...changed } = saved;
      await tickets.updateOne(
        { _id: new Types.ObjectId(id), version: changed.version - 1 },
        { $set: { ...changed, ...derivedFields(saved) } },
        { session },
      );
      await append(session, saved);
      return saved;
    },

    /**
     * Saves changes that leave the listing as it is: the last version of each ticket, and an event per version. Concurrent
     * changes conflict and are retried.
     * @param changes versions of one ticket in sequence
     */
    async saveReservations(session: ClientSession, changes: readonly ReservationChange[]): Promise<void> {
      const last = new Map(changes.map(({ ticket }) => [ticket.id, ticket]));
      await stored.bulkWrite(
        [...last.values()].map(({ id, version, status, orderId, reservedUntil, reservation, soldAt }) => ({
          updateOne: {
            filter: { _id: new Types.ObjectId(id) },
            update: {
              $set: {
                ...{ version, status, orderId, reservedUntil, reservation, soldAt },
                ...{ eventFormat: currentEventFormat, updatedAt: new Date() },
              },
            },
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

    /** Returns the existing ones of these tickets, within the transaction. */
    async findAllById(session: ClientSession, ids: readonly string[]): Promise<Map<string, Ticket>> {
      const found = await stored.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { session }).toArray();
      return new Map(found.map((document) => [document._id.toHexString(), toTicket(document)]));
    },

    /** Returns listings on sale whose last event lacks times that the listing has. */
    async findWithoutPublishedTimes(session: ClientSession, limit: number): Promise<Ticket[]> {
      const found = await tickets
        .find({ status: 'available', startsAt: { $ne: null }, eventFormat: { $exists: false } }, withoutSearch)
        .session(session)
        .limit(limit)
        .lean();
      return found.map(toTicket);
    },

    async findById(id: string, session?: ClientSession): Promise<Ticket | null> {
      const found = await tickets
        .findById(id)
        .session(session ?? null)
        .lean();
      return found && toTicket(found);
    },

    /** Returns whether another ticket has the same picture. */
    async isPictureUsedElsewhere(session: ClientSession, { id, pictureId }: Ticket): Promise<boolean> {
      const other = { _id: { $ne: new Types.ObjectId(id) }, pictureId };
      return (await tickets.exists(other).session(session)) !== null;
    },

    async findByIds(ids: readonly string[]): Promise<Ticket[]> {
      const found = await tickets.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, withoutSearch).lean();
      return found.map(toTicket);
    },

    /** Reports the id of every changed ticket. @returns a function that stops following */
    follow: ({
      onChange,
      ...follower
    }: Omit<ChangeFollower, 'onChange'> & { onChange: (ticketId: string) => void }): (() => Promise<void>) =>
      followChanges(connection, collection, { ...follower, onChange: (id) => onChange(String(id)) }),

    /** Yields all tickets in batches. */
    all: (): AsyncIterable<Ticket[]> => inBatches(tickets.find().sort({ _id: 1 }).lean().cursor(), toTicket),

    /** Finds tickets on sale, in the requested order. */
    async search(options: SearchOptions): Promise<Ticket[]> {
      const found = await tickets
        .find(filterOf(options, new Date()), withoutSearch)
        .sort(sortOf(options.order))
        .limit(options.limit)
        .lean();
      return found.map(toTicket);
    },

    /** Returns the database's query plan of a search. */
    explainSearch: (options: SearchOptions): Promise<object> =>
      tickets
        .find(filterOf(options, new Date()))
        .sort(sortOf(options.order))
        .limit(options.limit)
        .explain('executionStats'),

    /**
     * Converts the search fields of rows of earlier versions, in batches. Idempotent, also for replicas that start
     * together. @returns the number of updated rows
     */
    async updateSearchFields(batchSize = 500): Promise<number> {
      const texts = { title: 1, venue: 1, city: 1, from: 1, to: 1, version: 1 } as const;
      const outdated = tickets
        .find({ searchFormat: { $ne: searchFormat } }, texts)
        .lean()
        .cursor();
      let updated = 0;
      for await (const batch of inBatches(outdated, (row) => row, batchSize)) {
        await tickets.bulkWrite(
          batch.map((row) => ({
            // A change since it was read has converted the row already, or is left to the next start.
            updateOne: {
              filter: { _id: row._id, version: row.version },
              update: { $set: searchFieldsOfTicket(row) },
            },
          })),
          { ordered: false },
        );
        updated += batch.length;
      }
      return updated;
    },

    /** Returns a seller's listings in every state, newest first. */
    async findBySeller({ sellerId, limit, after: cursor }: OwnTicketsOptions): Promise<Ticket[]> {
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
