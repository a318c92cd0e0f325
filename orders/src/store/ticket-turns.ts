import { coalesceReads } from '@ticketing/common/cache';
import type { Database } from './database.ts';
import type { Reservation } from './ticket-reservation.ts';

export interface TicketTurns {
  /**
   * Attempts to reserve a ticket once no other request of this process does.
   * @throws what the attempt throws, or the one that it waited for: the database is what fails, for both
   */
  take(ticketId: string, attempt: () => Promise<Reservation>): Promise<Reservation>;
}

/** Tickets that were found held, in memory; about 100 bytes each. */
const maxRemembered = 10_000;

/**
 * Takes turns at a ticket that many people want. Side by side, their attempts would wait for the ticket's row one after another,
 * each with its own commit. In turns, the first one reserves it, and one small query, begun after they asked, answers
 * everybody else. A ticket that was found held is asked about in this way from then on.
 */
export function createTicketTurns({ database }: { database: Pick<Database, '$queryRaw'> }): TicketTurns {
  const attempts = new Map<string, Promise<Reservation>>();
  const foundHeld = new Set<string>();
  const readHeld = coalesceReads((ids) => findHeld(database, ids));
  const isHeld = async (ticketId: string) => (await readHeld([ticketId])).length > 0;
  function remember(ticketId: string): void {
    foundHeld.delete(ticketId);
    foundHeld.add(ticketId);
    // A Set iterates in the order of insertion: the first was found longest ago.
    const [oldest] = foundHeld;
    if (foundHeld.size > maxRemembered && oldest !== undefined) foundHeld.delete(oldest);
  }
  return {
    async take(ticketId, attempt) {
      let isContended = foundHeld.has(ticketId);
      for (;;) {
        if (isContended && (await isHeld(ticketId))) return { outcome: 'held' };
        const other = attempts.get(ticketId);
        if (!other) break;
        await other;
        isContended = true;
      }
      const own = attempt();
      attempts.set(ticketId, own);
      try {
        const reservation = await own;
        if (reservation.outcome === 'held') remember(ticketId);
        return reservation;
      } finally {
        attempts.delete(ticketId);
      }
    },
  };
}

const findHeld = (database: Pick<Database, '$queryRaw'>, ticketIds: readonly string[]): Promise<{ id: string }[]> =>
  database.$queryRaw`
    SELECT ticket_id AS id FROM orders JOIN tickets ON tickets.id = ticket_id
    WHERE ticket_id = ANY(${[...ticketIds]}::text[]) AND status <> 'cancelled' AND NOT is_withdrawn`;
