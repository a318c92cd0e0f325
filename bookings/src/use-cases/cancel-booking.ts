import { DomainError, notFound, notOwner, ruleViolated } from '@ticketing/common/errors';
import { inTransaction, sqlOf } from '@ticketing/common/postgres';
import type { Orchestrator } from '@ticketing/common/saga';
import { currentTraceparent } from '@ticketing/common/telemetry';
import { findBooking } from '../store/booking-store.ts';
import type { Database } from '../store/database.ts';

export interface CancelDeps {
  database: Database;
  orchestrator: Pick<Orchestrator, 'cancel'>;
}

/**
 * Undoes a person's booking: its places are free again, and what was paid meanwhile is refunded. Idempotent.
 * @throws DomainError not_found, not_authorized, already_paid
 */
export const cancelBooking =
  ({ database, orchestrator }: CancelDeps) =>
  ({ bookingId, userId }: { bookingId: string; userId: string }): Promise<void> =>
    inTransaction(database, async (tx) => {
      const booking = await findBooking(tx, bookingId);
      if (!booking) throw notFound('Booking not found');
      if (booking.userId !== userId) throw notOwner();
      const request = { sagaId: bookingId, by: userId, traceparent: currentTraceparent() };
      await orchestrator.cancel(sqlOf(tx), request).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'past_pivot')
          throw ruleViolated('already_paid', 'Cannot cancel a paid booking');
        throw error;
      });
    });
