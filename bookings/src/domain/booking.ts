import { DomainError, notFound, ruleViolated, tooMany } from '@ticketing/common/errors';
import type { SagaStatus } from '@ticketing/common/saga';
import { emailNotVerified } from '@ticketing/common/verified-email';
import type { Journey } from './book-journey.ts';

/**
 * How far a booking is, in the words of its buyer:
 * - `reserving`: the seats and the manifest are asked
 * - `awaiting_payment`: the party holds its places until the reservation ends
 * - `issuing`: paid; the tickets are on their way
 * - `complete`: the tickets are issued
 * - `cancelling`, `cancelled`: it is undone, or was; or its performance was cancelled when it was complete
 */
export type BookingStatus = 'reserving' | 'awaiting_payment' | 'issuing' | 'complete' | 'cancelling' | 'cancelled';

/** What of a saga a booking depends on. */
export interface Progress {
  status: SagaStatus;
  /** The step at work; null before the start and after the end. */
  step: string | null;
  /** Why it is undone. */
  error: { code: string } | null;
}

export interface Booking {
  id: string;
  userId: string;
  performanceId: string;
  /** In the order of the places; null when none were given, or the account is gone. */
  passengers: readonly string[] | null;
  createdAt: Date;
  status: BookingStatus;
  /** Why it was undone: a stable code. */
  cancelReason: string | null;
  journey: Journey;
  /** Rises with every change: the number of the saga's events, and one for the cancellation of its performance. */
  version: number;
}

/**
 * Returns how far a booking is. The saga of one that is complete has done its part: whoever cancels the performance ends its order,
 * and payments gives the money back.
 * @param isEventCancelled whether its performance is cancelled
 */
export function outcomeOf(
  saga: Progress & Pick<Booking, 'version'>,
  isEventCancelled: boolean,
): Pick<Booking, 'status' | 'cancelReason' | 'version'> {
  const [status, version] = [statusOf(saga), saga.version];
  return status === 'complete' && isEventCancelled
    ? { status: 'cancelled', cancelReason: 'event_cancelled', version: version + 1 }
    : { status, cancelReason: saga.error?.code ?? null, version };
}

function statusOf({ status, step, error }: Progress): BookingStatus {
  if (status === 'completed') return 'complete';
  if (status === 'compensated') return 'cancelled';
  if (error) return 'cancelling';
  if (step === 'payment') return 'awaiting_payment';
  return step === 'issue' ? 'issuing' : 'reserving';
}

/**
 * A refused booking costs several messages, too.
 * @param maxPerMinute how many bookings a person may begin a minute
 * @throws DomainError too_many_bookings
 */
export function assertMayBook(begunInLastMinute: number, maxPerMinute: number): void {
  if (begunInLastMinute >= maxPerMinute)
    throw tooMany('too_many_bookings', 'You have tried to book very often; wait a minute', 60);
}

const refusals: Record<string, string> = {
  seats_taken: 'Some of these seats are no longer free',
  unknown_seat: 'There is no such seat',
  unknown_section: 'There is no such standing area',
  waiting_list_first: 'Free places are offered to the waiting list first; try again in a moment',
  no_seats_together: 'That many seats are not free together',
  sold_out: 'Not that many places are left',
  party_too_large: 'Your party is too large for this event',
  sale_not_started: 'The sale has not started yet',
  sale_ended: 'The sale has ended',
  performance_cancelled: 'This event has been cancelled',
  event_cancelled: 'This event has been cancelled',
  amount_too_small: 'The price is too small to be charged',
  amount_too_large: 'The price is too large to be charged at once',
  expired: 'The reservation has ended',
  buyer: 'The reservation was cancelled',
  cancelled: 'The booking was cancelled',
};

/** Seconds after which a buyer may try again when the limits against hoarding refuse a party, or nobody answers. */
const retryAfterSeconds = 30;

/** Returns the error with which a booking is refused; the code is that of the participant. */
export function refusalOf(code: string): DomainError {
  switch (code) {
    case 'not_found':
      return notFound('Event not found');
    case 'email_not_verified':
      return emailNotVerified('Confirm your e-mail address to book for more than one person');
    case 'too_many_reservations':
      return tooMany(code, 'You hold too many unpaid tickets', retryAfterSeconds);
    case 'too_many_reservations_nearby':
      return tooMany(code, 'Your network holds too many unpaid tickets', retryAfterSeconds);
    case 'timed_out':
      return new DomainError(
        'not_ready',
        'booking_timed_out',
        'The booking took too long and was cancelled; try again in a moment',
        undefined,
        retryAfterSeconds,
      );
    default:
      return ruleViolated(code, refusals[code] ?? 'The booking was refused');
  }
}
