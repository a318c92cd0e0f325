import { expect, it } from '@jest/globals';
import { bookingOf } from '@/features/bookings/booking-fixture.ts';
import { exportOf, type PersonalData } from './data-export.ts';

const at = '2027-05-01T10:00:00.000Z';

it('the download has all that is about a person, without ids of sessions and keys', () => {
  const profile = {
    email: 'a@example.com',
    emailVerified: true,
    name: 'Lea',
    language: 'de',
    roles: [],
    createdAt: at,
  } as const;
  const session = { device: 'Firefox on Linux', network: null, createdAt: at, lastUsedAt: at, endsAt: at };
  const passkey = { name: 'Phone', createdAt: at, lastUsedAt: null };
  const order = {
    id: 'order',
    userId: 'user',
    status: 'complete',
    createdAt: at,
    expiresAt: at,
    version: 1,
    ticket: { id: 'ticket', title: 'Concert', price: 20, currency: 'USD' },
    total: 20,
    currency: 'USD',
  } as const;
  const given: PersonalData = {
    profile: { ...profile, roles: [] },
    sessions: [{ ...session, id: 'sid', isCurrent: true }],
    factors: { totp: { enabledAt: at }, passkeys: [{ ...passkey, id: 'credential' }], recoveryCodesLeft: 8 },
    listings: [],
    orders: [{ ...order, items: [{ kind: 'ticket', label: 'Concert', price: 20 }], serverTime: at }],
    bookings: [bookingOf()],
    payments: [],
  };
  const { serverTime: _, ...booking } = bookingOf();
  expect(exportOf(given, new Date(at))).toEqual({
    exportedAt: at,
    account: profile,
    signIn: { sessions: [session], authenticatorApp: true, passkeys: [passkey] },
    listings: [],
    orders: [{ ...order, items: [{ kind: 'ticket', label: 'Concert', price: 20 }] }],
    bookings: [booking],
    payments: [],
  });
});
