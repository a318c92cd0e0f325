import { type Connection, modelOf } from '@ticketing/common/mongo';
import { type SearchFields, searchFieldsOf } from '@ticketing/common/search';
import { type Model, Schema, type Types } from 'mongoose';
import { noDetails, type Ticket } from '../domain/ticket.ts';
import { startsOrderOf } from './ticket-order.ts';

export interface TicketDocument extends Omit<Ticket, 'id'>, SearchFields {
  _id: Types.ObjectId;
  /** Milliseconds; listings without a date come last. */
  startsOrder: number;
  /** Format of the last published event; absent for the first one, which had no times. */
  eventFormat?: number;
}

/** Raised when events get a new field that consumers need for listings that do not change. */
export const currentEventFormat = 2;

export const ticketCollection = 'tickets';
const ticketSchema = new Schema<TicketDocument>(
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
  { collection: ticketCollection, versionKey: false },
);
// One index per sort order, for tickets on sale only.
const available = { partialFilterExpression: { status: 'available' } };
ticketSchema.index({ createdAt: -1, _id: -1 }, { name: 'available_newest_first', ...available });
ticketSchema.index({ startsOrder: 1, _id: 1 }, { name: 'available_soonest_first', ...available });
ticketSchema.index({ priceMinor: 1, _id: 1 }, { name: 'available_by_price', ...available });
ticketSchema.index({ searchWords: 1 }, { name: 'available_by_word', ...available });
ticketSchema.index({ searchTypos: 1 }, { name: 'available_by_typo', ...available });
ticketSchema.index({ userId: 1, createdAt: -1, _id: -1 }, { name: 'of_seller' });
ticketSchema.index({ userId: 1 }, { name: 'sold_by_seller', partialFilterExpression: { status: 'sold' } });
ticketSchema.index(
  { pictureId: 1 },
  { name: 'by_picture', partialFilterExpression: { pictureId: { $type: 'string' } } },
);

/** Fields that only the database needs; excluded from lists. */
export const withoutSearch = { searchText: 0, searchWords: 0, searchTypos: 0, searchFormat: 0 } as const;

type Read = Omit<TicketDocument, keyof typeof withoutSearch> &
  Partial<Pick<TicketDocument, keyof typeof withoutSearch>>;
export const toTicket = ({
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
export const searchFieldsOfTicket = ({
  title,
  venue,
  city,
  from,
  to,
}: Pick<Ticket, 'title' | 'venue' | 'city' | 'from' | 'to'>) => searchFieldsOf(title, venue, city, from, to);

/** A listing's indexed words that are long enough to say something; a few, because each costs an index scan. */
export const tellingWordsOf = (ticket: Parameters<typeof searchFieldsOfTicket>[0]): string[] =>
  searchFieldsOfTicket(ticket)
    .searchWords.filter((word) => word.length >= 4)
    .slice(0, 12);

export const derivedFields = (ticket: Ticket) => ({
  ...searchFieldsOfTicket(ticket),
  startsOrder: startsOrderOf(ticket.startsAt),
  eventFormat: currentEventFormat,
});

export const ticketModel = (connection: Connection): Model<TicketDocument> =>
  modelOf(connection, 'Ticket', ticketSchema);
