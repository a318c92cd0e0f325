import type { ClientSession, DeletedUsers } from '@ticketing/common/mongo';
import { withdrawForGood } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';

export interface DeletedSeller {
  userId: string;
  /** Trace context of the cause. */
  traceparent?: string | undefined;
}

/**
 * Withdraws the listings of people who deleted their accounts, and lets them list no more. Requires the caller's
 * transaction. Idempotent.
 */
export const withdrawListings =
  ({ tickets, deletedSellers }: { tickets: TicketStore; deletedSellers: DeletedUsers }) =>
  async (tx: ClientSession, sellers: readonly DeletedSeller[]): Promise<void> => {
    await deletedSellers.addAll(
      tx,
      sellers.map(({ userId }) => userId),
    );
    for (const { userId, traceparent } of sellers) {
      const changes = (await tickets.findUnsoldBySeller(tx, userId)).flatMap((ticket) => {
        const withdrawn = withdrawForGood(ticket);
        return withdrawn ? [{ ticket: withdrawn, traceparent }] : [];
      });
      if (changes.length > 0) await tickets.saveReservations(tx, changes);
    }
  };
