import type { Replay } from '../api/schemas.ts';

const pollMs = 1_000;

/** Returns the polling interval of a replay; null when it is complete, including its reports. */
export const replayPollMs = ({ status, counts }: Pick<Replay, 'status' | 'counts'>): number | null =>
  status === 'done' || (status === 'cancelled' && counts.waiting === 0) ? null : pollMs;

export const canBeCancelled = ({ status, endedAt }: Pick<Replay, 'status' | 'endedAt'>): boolean =>
  status === 'running' && endedAt === null;

export interface ReplayShare {
  of: number;
  answered: number;
}

/**
 * Returns the number of letters with an outcome, and the number selected. After all are sent, the number sent instead:
 * another replay may have sent some of them, and this one never gets their outcome.
 */
export function shareOf({ status, counts, endedAt }: Pick<Replay, 'status' | 'counts' | 'endedAt'>): ReplayShare {
  const answered = counts.succeeded + counts.failed;
  const isAllSent = status === 'done' || (status === 'running' && endedAt !== null);
  return { answered, of: isAllSent ? answered + counts.waiting : Math.max(counts.selected, answered) };
}
