import type { OrderInput } from './order.ts';

export interface ExpiryRules {
  /** How long an attempt to pay started in time may defer the expiry. */
  graceSeconds: number;
  /** Every attempt to pay that started before this time is known here. */
  attemptsKnownUntil: () => Date;
}

/** Creates the input for a reservation that may have expired, by the database's clock. */
export const reservationDue =
  ({ graceSeconds, attemptsKnownUntil }: ExpiryRules) =>
  (now: Date): OrderInput => ({
    type: 'ReservationDue',
    now,
    graceSeconds,
    attemptsKnownUntil: attemptsKnownUntil(),
  });
