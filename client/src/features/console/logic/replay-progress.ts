import type { Replay } from '../api/schemas.ts';

const pollMs = 1_000;

/** How often to ask how far a replay is; null when it has come to its end, reports included. */
export const replayPollMs = ({ status, counts }: Pick<Replay, 'status' | 'counts'>): number | null =>
  status === 'done' || (status === 'cancelled' && counts.waiting === 0) ? null : pollMs;

export const canBeCancelled = ({ status, endedAt }: Pick<Replay, 'status' | 'endedAt'>): boolean =>
  status === 'running' && endedAt === null;

export interface ReplayShare {
  of: number;
  answered: number;
}

/**
 * How many letters have an outcome, of those that were selected. Once everything is sent, of those that were sent:
 * another replay may have taken some, and they are nobody's to wait for.
 */
export function shareOf({ status, counts, endedAt }: Pick<Replay, 'status' | 'counts' | 'endedAt'>): ReplayShare {
  const answered = counts.succeeded + counts.failed;
  const isAllSent = status === 'done' || (status === 'running' && endedAt !== null);
  return { answered, of: isAllSent ? answered + counts.waiting : Math.max(counts.selected, answered) };
}
