import type { Booking } from './api/schemas.ts';

/**
 * Why a booking is undone, as its buyer understands it. `refused`: its places, or the buyer, did not meet a rule; the code
 * says which.
 */
export type CancelReason = 'cancelled' | 'expired' | 'journey_cancelled' | 'timed_out' | 'refused';

const reasons: Readonly<Record<string, CancelReason>> = {
  cancelled: 'cancelled',
  buyer: 'cancelled',
  expired: 'expired',
  event_cancelled: 'journey_cancelled',
  performance_cancelled: 'journey_cancelled',
  timed_out: 'timed_out',
};

export const reasonOf = ({ cancelReason }: Pick<Booking, 'cancelReason'>): CancelReason =>
  cancelReason === undefined ? 'cancelled' : (reasons[cancelReason] ?? 'refused');

/** After these, the journey has no place to book any more. */
const finalCodes: readonly (string | undefined)[] = [
  'event_cancelled',
  'performance_cancelled',
  'sale_ended',
  'not_found',
];

/** Whether the same journey may be booked again. */
export const mayBookAgain = ({ cancelReason }: Pick<Booking, 'cancelReason'>): boolean =>
  !finalCodes.includes(cancelReason);
