import type { Connection } from '@ticketing/common/mongo';
import type { Ticket } from '../domain/ticket.ts';
import { tellingWordsOf, ticketModel, toTicket, withoutSearch } from './ticket-document.ts';
import { sortOf } from './ticket-order.ts';
import { filterOf, type SearchOptions } from './ticket-search.ts';

/** Reads what surrounds a ticket: its seller's record and similar tickets. */
export function sellerReadsOf(connection: Connection) {
  const tickets = ticketModel(connection);
  return {
    /** Returns whether a seller has sold a ticket. */
    async hasSold(sellerId: string): Promise<boolean> {
      return (await tickets.exists({ userId: sellerId, status: 'sold' })) !== null;
    },

    /** Counts the tickets that a seller has sold, up to 1,000. */
    countSold: (sellerId: string): Promise<number> =>
      tickets.countDocuments({ userId: sellerId, status: 'sold' }, { limit: 1_000 }),

    /** Returns when a seller's first listing was made. */
    async firstListingAt(sellerId: string): Promise<Date | null> {
      const first = await tickets.findOne({ userId: sellerId }, { createdAt: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
      return first?.createdAt ?? null;
    },

    /** Finds tickets on sale that share a word with a ticket, and the next ones of its category: two index scans. */
    async findSimilarCandidates(ticket: Ticket): Promise<Ticket[]> {
      const [now, words] = [new Date(), tellingWordsOf(ticket)];
      const onSale = (options: Partial<SearchOptions>) => filterOf({ order: 'soonest', limit: 0, ...options }, now);
      const [byWord, byCategory] = await Promise.all([
        tickets
          .find({ ...onSale({}), searchWords: { $in: words } }, withoutSearch)
          .limit(50)
          .lean(),
        tickets
          .find(onSale({ category: ticket.category }), withoutSearch)
          .sort(sortOf('soonest'))
          .limit(12)
          .lean(),
      ]);
      return [...byWord, ...byCategory].map(toTicket);
    },
  };
}
