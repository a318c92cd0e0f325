import { rowsAsTable } from '@ticketing/common/postgres';
import type { TicketCreated } from '@ticketing/contracts';
import type { Tx } from './database.ts';

const ticketColumns =
  'id text, title text, price int, currency text, "userId" text, "isWithdrawn" boolean, "startsAt" bigint, "saleEndsAt" bigint';

/**
 * Saves listings from the tickets service, each once. The reservation number belongs to orders and stays. Most events
 * only report a reservation and change nothing here: those rows are neither written nor locked against the next
 * reservation.
 */
export async function saveTickets(tx: Tx, listings: readonly TicketCreated[]): Promise<void> {
  await tx.$executeRaw`
    WITH listed AS (
      SELECT id, title, price, currency, "userId", "isWithdrawn",
        to_timestamp("startsAt" / 1000.0)::timestamptz(3) AS starts_at,
        to_timestamp("saleEndsAt" / 1000.0)::timestamptz(3) AS sale_ends_at
      FROM ${rowsAsTable(listings, ticketColumns)} AS row
    )
    INSERT INTO tickets (id, title, price_minor, currency, user_id, is_withdrawn, starts_at, sale_ends_at)
    SELECT * FROM listed
    WHERE NOT EXISTS (
      SELECT FROM tickets WHERE tickets.id = listed.id
        AND (tickets.title, tickets.price_minor, tickets.currency, tickets.user_id, tickets.is_withdrawn,
          tickets.starts_at, tickets.sale_ends_at)
          IS NOT DISTINCT FROM (listed.title, listed.price, listed.currency, listed."userId", listed."isWithdrawn",
          listed.starts_at, listed.sale_ends_at))
    ORDER BY id
    ON CONFLICT (id) DO UPDATE SET
      title = excluded.title, price_minor = excluded.price_minor, currency = excluded.currency,
      user_id = excluded.user_id, is_withdrawn = excluded.is_withdrawn,
      starts_at = excluded.starts_at, sale_ends_at = excluded.sale_ends_at`;
}
