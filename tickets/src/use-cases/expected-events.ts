import type { ExpectedEvent } from '@ticketing/common/reconcile';
import type { Ticket } from '../domain/ticket.ts';
import { eventOf, type TicketStore } from '../store/ticket-store.ts';

/** Yields the events that all stored tickets imply: every version up to the last. */
export const expectedEvents = ({ tickets }: { tickets: Pick<TicketStore, 'all'> }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const batch of tickets.all()) yield batch.flatMap(versionsOf);
  };

/**
 * Consumers wait for every version, and each event contains the full listing. So the latest content substitutes for a
 * lost older version: the final state is correct.
 */
const versionsOf = (ticket: Ticket): ExpectedEvent[] =>
  Array.from({ length: ticket.version + 1 }, (_, version) => ({
    ...eventOf({ ...ticket, version }),
    isSubstitute: version < ticket.version,
  }));
