import { describe, expect, it } from '@jest/globals';
import type { Replay } from '../api/schemas.ts';
import { canBeCancelled, replayPollMs, shareOf } from './replay-progress.ts';

const replay = ({
  counts,
  ...more
}: Partial<Omit<Replay, 'counts'>> & { counts?: Partial<Replay['counts']> } = {}) => ({
  status: 'running' as const,
  endedAt: null,
  counts: { selected: 10, sent: 4, waiting: 1, succeeded: 2, failed: 1, ...counts },
  ...more,
});
const endedAt = '2026-01-31T12:00:00Z';

describe('a replay', () => {
  it.each([
    ['it runs', replay(), true],
    ['it was cancelled, and something is waited for', replay({ status: 'cancelled' }), true],
    ['it was cancelled, and nothing is', replay({ status: 'cancelled', counts: { waiting: 0 } }), false],
    ['it is done', replay({ status: 'done' }), false],
  ])('is polled when %s: %#', (_, of, isWatched) => expect(replayPollMs(of) !== null).toBe(isWatched));

  it('can be cancelled until all letters are sent', () => {
    expect(canBeCancelled(replay())).toBe(true);
    expect(canBeCancelled(replay({ endedAt }))).toBe(false);
    expect(canBeCancelled(replay({ status: 'cancelled' }))).toBe(false);
  });

  it('is measured as outcomes per selected letters', () => expect(shareOf(replay())).toEqual({ of: 10, answered: 3 }));

  it('leaves letters unsent when it is cancelled', () =>
    expect(shareOf(replay({ status: 'cancelled', endedAt, counts: { waiting: 0 } }))).toEqual({ of: 10, answered: 3 }));

  it('waits for the outcomes of all sent letters', () => {
    expect(shareOf(replay({ endedAt }))).toEqual({ of: 4, answered: 3 });
    expect(shareOf(replay({ status: 'done', counts: { waiting: 0 } }))).toEqual({ of: 3, answered: 3 });
  });
});
