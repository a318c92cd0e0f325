import { coalesceReads } from '@ticketing/common/cache';
import type { Database } from './database.ts';

export interface HeldTickets {
  /** Whether an order holds a ticket that was found held. Of other tickets it says no, without asking the database. */
  isStillHeld(ticketId: string): Promise<boolean>;
  /** Notes that a ticket was found held. */
  found(ticketId: string): void;
}

/** Tickets in memory, about 100 bytes each. */
const maxTickets = 10_000;

/**
 * Answers the losers of a ticket that many people want: everybody who waits is answered by one small query, begun after they
 * asked, instead of a reserving statement each.
 */
export function createHeldTickets({ database }: { database: Pick<Database, '$queryRaw'> }): HeldTickets {
  const held = new Set<string>();
  const readHeld = coalesceReads((ids) => findHeld(database, ids));
  return {
    async isStillHeld(ticketId) {
      if (!held.has(ticketId)) return false;
      const isHeld = (await readHeld([ticketId])).length > 0;
      if (!isHeld) held.delete(ticketId);
      return isHeld;
    },
    found(ticketId) {
      held.delete(ticketId);
      held.add(ticketId);
      // A Set iterates in the order of insertion: the first was found longest ago.
      const [oldest] = held;
      if (held.size > maxTickets && oldest !== undefined) held.delete(oldest);
    },
  };
}

const findHeld = (database: Pick<Database, '$queryRaw'>, ticketIds: readonly string[]): Promise<{ id: string }[]> =>
  database.$queryRaw`
    SELECT ticket_id AS id FROM orders JOIN tickets ON tickets.id = ticket_id
    WHERE ticket_id = ANY(${[...ticketIds]}::text[]) AND status <> 'cancelled' AND NOT is_withdrawn`;
