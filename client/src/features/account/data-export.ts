import type { Order, OwnPayment, Profile, Session, Ticket } from '@/api/schemas.ts';
import type { Booking } from '@/features/bookings/api/schemas.ts';
import type { Factors } from '@/features/factors/api/schemas.ts';

export interface PersonalData {
  profile: Profile;
  sessions: readonly Session[];
  factors: Factors;
  listings: readonly Ticket[];
  orders: readonly Order[];
  bookings: readonly Booking[];
  payments: readonly OwnPayment[];
}

/** Returns the file that a person downloads. Ids of sessions and passkeys say nothing about the person. */
export const exportOf = (
  { profile, sessions, factors, listings, orders, bookings, payments }: PersonalData,
  exportedAt: Date,
) => ({
  exportedAt: exportedAt.toISOString(),
  account: profile,
  signIn: {
    sessions: sessions.map(({ id: _, isCurrent: __, ...session }) => session),
    authenticatorApp: factors.totp !== null,
    passkeys: factors.passkeys.map(({ id: _, ...passkey }) => passkey),
  },
  listings,
  // The server's clock is about the answer, not about the order or booking.
  orders: orders.map(({ serverTime: _, ...order }) => order),
  bookings: bookings.map(({ serverTime: _, ...booking }) => booking),
  payments,
});
