import { useCallback, useState } from 'react';
import { isRefusedWith } from '@/api/problem.ts';
import { anchorCountdown, type CountdownAnchor } from '@/features/hold/countdown.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';
import { readBooking } from './api/browser.ts';
import { type Booking, bookingSchema } from './api/schemas.ts';
import { bookingPollMs } from './booking-progress.ts';

/** Polling interval while the stream is open, in case the stream misses a change. */
const besideStreamMs = 15_000;

export interface LiveBooking {
  booking: Booking;
  /** Null without a reservation, and until the browser's first request: the page may have been rendered a while ago. */
  anchor: CountdownAnchor | null;
  connection: 'ok' | 'lost' | 'signed_out';
}

/** Returns the booking's current state and follows it while it can change; `refresh` reads it at once. */
export function useLiveBooking(initial: Booking): LiveBooking & { refresh: () => Promise<void> } {
  const [live, setLive] = useState<LiveBooking>({ booking: initial, anchor: null, connection: 'ok' });

  const see = useCallback((booking: Booking, requestedAtMs: number) => {
    const { order, serverTime } = booking;
    const anchor = order ? anchorCountdown({ serverTime, expiresAt: order.expiresAt }, requestedAtMs) : null;
    setLive((before) => (booking.version < before.booking.version ? before : { booking, anchor, connection: 'ok' }));
  }, []);

  const pollMs = bookingPollMs(live.booking);
  const isWatched = pollMs !== null && live.connection !== 'signed_out';
  const isStreamed = useFeed(isWatched ? '/api/bookings/events' : null, 'booking', bookingSchema, (booking) => {
    // Events arrive quickly: the latency is below the clock's resolution.
    if (booking.id === initial.id) see(booking, performance.now());
  });

  const refresh = useCallback(async () => {
    const requestedAtMs = performance.now();
    const answer = await readBooking(initial.id);
    if (answer.ok) return see(answer.value, requestedAtMs);
    const connection = isRefusedWith(answer.problem, 401) ? 'signed_out' : 'lost';
    setLive((before) => ({ ...before, connection }));
  }, [initial.id, see]);

  const isCalm = isStreamed && live.connection === 'ok';
  usePoll(refresh, isWatched ? (isCalm ? besideStreamMs : pollMs) : null);
  return { ...live, refresh };
}
