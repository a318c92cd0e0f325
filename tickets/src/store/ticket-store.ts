import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  inBatches,
  modelOf,
  outboxModel,
} from '@ticketing/common/mongo';
import type { TicketCreated } from '@ticketing/contracts';
import { Schema, Types } from 'mongoose';
import type { Ticket, TicketStatus } from '../domain/ticket.ts';

interface TicketDocument extends Omit<Ticket, 'id'> {
  _id: Types.ObjectId;
}

const schema = new Schema<TicketDocument>(
  {
    title: { type: String, required: true },
    priceMinor: { type: Number, required: true },
    currency: { type: String, required: true },
    userId: { type: String, required: true },
    version: { type: Number, required: true },
    status: { type: String, required: true },
    orderId: { type: String, default: null },
    reservation: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'tickets', versionKey: false },
);
// Newest first; ObjectIds break ties, so that a page's cursor is exact.
schema.index(
  { createdAt: -1, _id: -1 },
  { name: 'available_newest_first', partialFilterExpression: { status: 'available' } },
);
schema.index({ userId: 1, createdAt: -1 }, { name: 'of_seller' });

const toTicket = ({ _id, ...rest }: TicketDocument): Ticket => ({ ...rest, id: _id.toHexString() });

export interface Cursor {
  createdAt: Date;
  id: string;
}

export interface SearchOptions {
  /** Words to find in the title. */
  search?: string | undefined;
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  limit: number;
  /** Only what was listed before this ticket. */
  before?: Cursor | undefined;
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The event of a ticket's version, with its place in the outbox. */
export function eventOf({ id, title, priceMinor: price, currency, userId, version, status, orderId }: Ticket) {
  const aggregateId = `ticket:${id}`;
  const listing: TicketCreated = { id, title, price, currency, userId, version, status };
  return version === 0
    ? { topic: 'tickets.ticket.created.v1' as const, event: listing, aggregateId }
    : { topic: 'tickets.ticket.updated.v1' as const, event: { ...listing, orderId }, aggregateId };
}

export function createTicketStore(connection: Connection) {
  const tickets = modelOf(connection, 'Ticket', schema);
  const outbox = outboxModel(connection);

  const append = (session: ClientSession, ticket: Ticket) =>
    appendToOutbox(outbox, session, { ...eventOf(ticket), sequence: ticket.version });

  return {
    newId: () => new Types.ObjectId().toHexString(),

    /** Inserts a ticket and its event. */
    async insert(session: ClientSession, { id, ...ticket }: Ticket): Promise<void> {
      await tickets.create([{ ...ticket, _id: new Types.ObjectId(id) }], { session });
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
        { $set: changed },
        { session },
      );
      await append(session, saved);
      return saved;
    },

    async findById(id: string, session?: ClientSession): Promise<Ticket | null> {
      const found = await tickets
        .findById(id)
        .session(session ?? null)
        .lean();
      return found && toTicket(found);
    },

    /** Every ticket, some at a time. */
    all: (): AsyncIterable<Ticket[]> => inBatches(tickets.find().sort({ _id: 1 }).lean().cursor(), toTicket),

    /** Tickets that can be bought now, newest first. */
    async search({ search, minPriceMinor, maxPriceMinor, limit, before }: SearchOptions): Promise<Ticket[]> {
      const found = await tickets
        .find({
          status: 'available' satisfies TicketStatus,
          ...(search && { title: { $regex: escapeRegExp(search), $options: 'i' } }),
          ...((minPriceMinor !== undefined || maxPriceMinor !== undefined) && {
            priceMinor: {
              ...(minPriceMinor !== undefined && { $gte: minPriceMinor }),
              ...(maxPriceMinor !== undefined && { $lte: maxPriceMinor }),
            },
          }),
          ...(before && {
            $or: [
              { createdAt: { $lt: before.createdAt } },
              { createdAt: before.createdAt, _id: { $lt: new Types.ObjectId(before.id) } },
            ],
          }),
        })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return found.map(toTicket);
    },
  };
}

export type TicketStore = ReturnType<typeof createTicketStore>;
