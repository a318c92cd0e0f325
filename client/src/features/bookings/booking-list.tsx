import { bookingPath } from '@/site/travel-paths.ts';
import type { Booking } from './api/schemas.ts';
import { BookingSummary } from './booking-summary.tsx';

export interface BookingEntry {
  booking: Booking;
  /** Of the journey; null when it is not known. */
  title: string | null;
}

/** Bookings as stubs that lead to their pages. */
export function BookingList({ label, entries }: { label: string; entries: readonly BookingEntry[] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:gap-6">
      {entries.map(({ booking, title }) => (
        <li key={booking.id}>
          <BookingSummary booking={booking} title={title} href={bookingPath(booking.id)} headingLevel="h3" />
        </li>
      ))}
    </ul>
  );
}
