import type { ExpectedEvent } from '@ticketing/common/reconcile';
import type { Ticket } from '../domain/ticket.ts';
import { eventOf, type TicketStore } from '../store/ticket-store.ts';

/** What must have been published of all tickets: every version up to the last. */
export const expectedEvents = ({ tickets }: { tickets: Pick<TicketStore, 'all'> }) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const some of tickets.all()) yield some.flatMap(versionsOf);
  };

/**
 * Consumers wait for every version, and each says all that there is to say of a listing. So where an older one is lost, the
 * last content stands in for it: what they end up with is right.
 */
const versionsOf = (ticket: Ticket): ExpectedEvent[] =>
  Array.from({ length: ticket.version + 1 }, (_, version) => ({
    ...eventOf({ ...ticket, version }),
    isSubstitute: version < ticket.version,
  }));
