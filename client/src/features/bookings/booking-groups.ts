import type { Booking } from './api/schemas.ts';

export interface BookingGroups<T> {
  /** Under way, or of a journey that is still to come. */
  upcoming: T[];
  past: T[];
  /** Undone. */
  ended: T[];
}

/** Groups bookings as their buyer looks for them; each group keeps the order of the list. */
export function groupBookings<T extends { booking: Pick<Booking, 'status' | 'order'> }>(
  entries: readonly T[],
  now: Date,
): BookingGroups<T> {
  const groups: BookingGroups<T> = { upcoming: [], past: [], ended: [] };
  for (const entry of entries) groups[groupOf(entry.booking, now)].push(entry);
  return groups;
}

function groupOf({ status, order }: Pick<Booking, 'status' | 'order'>, now: Date): keyof BookingGroups<unknown> {
  if (status === 'cancelling' || status === 'cancelled') return 'ended';
  return status === 'complete' && order && new Date(order.startsAt) <= now ? 'past' : 'upcoming';
}
