import { inTransaction } from '@ticketing/common/mongo';
import { republished } from '../domain/ticket.ts';
import type { TicketDeps } from './list-ticket.ts';

/**
 * Publishes the start of every listing on sale whose events are older than the field, because orders refuses late
 * reservations by it. Idempotent; in batches, each in a transaction; replicas that start together repeat none.
 * @returns the number of published listings
 */
export const republishTimes =
  ({ connection, tickets }: TicketDeps) =>
  async (batchSize = 100): Promise<number> => {
    for (let published = 0; ; ) {
      const count = await inTransaction(connection, async (session) => {
        const found = await tickets.findWithoutPublishedTimes(session, batchSize);
        const changes = found.map((ticket) => ({ ticket: republished(ticket) }));
        if (changes.length > 0) await tickets.saveReservations(session, changes);
        return changes.length;
      });
      if (count === 0) return published;
      published += count;
    }
  };
