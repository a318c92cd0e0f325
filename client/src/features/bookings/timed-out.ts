import type { Problem } from '@/api/problem.ts';

export const timedOutCode = 'booking_timed_out';

/** Whether nobody answered a booking in time. It is undone then: its outcome is known, although the status is 503. */
export const hasTimedOut = (problem: Problem): boolean =>
  problem.kind === 'refused' && problem.errors.some(({ code }) => code === timedOutCode);
