import type { OrderInput } from './order.ts';

export interface ExpiryRules {
  /** How long an attempt to pay, begun in time, may defer the expiry. */
  graceSeconds: number;
  /** Every attempt to pay that began before this instant is known here. */
  attemptsKnownUntil: () => Date;
}

/** That an order's reservation time may be over, by the database's clock. */
export const reservationDue =
  ({ graceSeconds, attemptsKnownUntil }: ExpiryRules) =>
  (now: Date): OrderInput => ({
    type: 'ReservationDue',
    now,
    graceSeconds,
    attemptsKnownUntil: attemptsKnownUntil(),
  });
