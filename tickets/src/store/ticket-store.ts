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
  outboxOf,
} from '@ticketing/common/mongo';
import { searchFormat } from '@ticketing/common/search';
import type { TicketCreated } from '@ticketing/contracts';
import { Types } from 'mongoose';
import type { Ticket } from '../domain/ticket.ts';
import { sellerReadsOf } from './seller-reads.ts';
import {
  currentEventFormat,
  derivedFields,
  searchFieldsOfTicket,
  ticketCollection,
  ticketModel,
  toTicket,
  withoutSearch,
} from './ticket-document.ts';
import { after, sortOf } from './ticket-order.ts';
import { filterOf, type SearchOptions } from './ticket-search.ts';

export interface OwnTicketsOptions {
  sellerId: string;
  limit: number;
  after?: Cursor | undefined;
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

export const createTicketStore = (connection: Connection) => ({
  ...readsOf(connection),
  ...sellerReadsOf(connection),
  ...writesOf(connection),
});

export type TicketStore = ReturnType<typeof createTicketStore>;

function readsOf(connection: Connection) {
  const tickets = ticketModel(connection);
  const stored = collectionOf(connection, tickets);
  return {
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

    /** Returns a seller's listings that nobody has bought, within the transaction. */
    async findUnsoldBySeller(session: ClientSession, sellerId: string): Promise<Ticket[]> {
      const found = await tickets
        .find({ userId: sellerId, status: { $ne: 'sold' } }, withoutSearch)
        .session(session)
        .lean();
      return found.map(toTicket);
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

    /** Reports the id of every changed ticket. @returns a function that stops following */
    follow: ({
      onChange,
      ...follower
    }: Omit<ChangeFollower, 'onChange'> & { onChange: (ticketId: string) => void }): (() => Promise<void>) =>
      followChanges(connection, ticketCollection, { ...follower, onChange: (id) => onChange(String(id)) }),
  };
}

function writesOf(connection: Connection) {
  const tickets = ticketModel(connection);
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
     * Saves changes that leave what the seller typed as it is: the last version of each ticket, and an event per version.
     * Concurrent changes conflict and are retried.
     * @param changes versions of one ticket in sequence
     */
    async saveReservations(session: ClientSession, changes: readonly ReservationChange[]): Promise<void> {
      const last = new Map(changes.map(({ ticket }) => [ticket.id, ticket]));
      await stored.bulkWrite(
        [...last.values()].map(({ id, version, status, isWithdrawn, orderId, reservedUntil, reservation, soldAt }) => ({
          updateOne: {
            filter: { _id: new Types.ObjectId(id) },
            update: {
              $set: {
                ...{ version, status, isWithdrawn, orderId, reservedUntil, reservation, soldAt },
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
  };
}
