import type { TicketCreated } from '@ticketing/contracts';
import type { Tx } from '../store/database.ts';
import { saveTickets } from '../store/ticket-store.ts';
import type { DownstreamDelay } from './downstream-delay.ts';

/** A listing as the tickets service reports it, with the order that holds it. */
export type ReportedListing = TicketCreated & { orderId?: string | null };

/** Updates the local copies of listings. Requires the caller's transaction. Idempotent. */
export const storeListings =
  ({ downstreamDelay }: { downstreamDelay: Pick<DownstreamDelay, 'confirmed'> }) =>
  async ({ tx, listings }: { tx: Tx; listings: readonly ReportedListing[] }): Promise<void> => {
    await saveTickets(tx, listings);
    for (const { orderId } of listings) if (orderId) downstreamDelay.confirmed(orderId);
  };
