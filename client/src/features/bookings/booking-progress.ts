import type { Booking } from './api/schemas.ts';

/** What is done for a booking, one after the other. */
export const stepNames = ['seats', 'manifest', 'payment', 'tickets'] as const;

export interface Step {
  name: (typeof stepNames)[number];
  state: 'done' | 'current' | 'next';
}

/** Returns how far a booking is; null when it is undone. */
export function stepsOf({ status, order }: Pick<Booking, 'status' | 'order'>): Step[] | null {
  const done = stepsDone(status, order !== undefined);
  if (done === null) return null;
  return stepNames.map((name, at) => ({ name, state: at < done ? 'done' : at === done ? 'current' : 'next' }));
}

function stepsDone(status: Booking['status'], hasSeats: boolean): number | null {
  switch (status) {
    case 'reserving':
      return hasSeats ? 1 : 0;
    case 'awaiting_payment':
      return 2;
    case 'issuing':
      return 3;
    case 'complete':
      return 4;
    case 'cancelling':
    case 'cancelled':
      return null;
  }
}

/** Whether its buyer may still cancel it: until it is paid. */
export const isCancellable = ({ status }: Pick<Booking, 'status'>): boolean =>
  status === 'reserving' || status === 'awaiting_payment';

const pollMs = 1_500;

/** Returns the polling interval of a booking; null when it can no longer change. */
export const bookingPollMs = ({ status }: Pick<Booking, 'status'>): number | null =>
  status === 'complete' || status === 'cancelled' ? null : pollMs;
