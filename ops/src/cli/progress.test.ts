import { describe, expect, it } from '@jest/globals';
import type { Replay } from '@ticketing/api-client';
import { progressLine, replaySummary } from './progress.ts';

describe('progress', () => {
  const replay = (status: Replay['status'], counts: Partial<Replay['counts']>, more: Partial<Replay> = {}) =>
    ({
      id: 'p',
      kind: 'replay',
      status,
      stalled: null,
      counts: { selected: 100, sent: 0, waiting: 0, succeeded: 0, failed: 0, ...counts },
      ...more,
    }) as Replay;

  it('shows sent letters and their outcomes', () => {
    expect(progressLine(replay('running', { sent: 50, waiting: 10, succeeded: 38, failed: 2 }))).toBe(
      '[############------------] 50/100 sent · 38 succeeded · 2 failed · 10 waiting',
    );
    expect(progressLine(replay('done', { sent: 90, succeeded: 90 }))).toMatch(/^\[#{24}\] 90\/100/);
    expect(progressLine(replay('running', {}, { stalled: { at: '', reason: 'The broker does not respond' } }))).toMatch(
      /\(The broker does not respond\)$/,
    );
  });

  it('is summarized in a sentence', () => {
    expect(replaySummary(replay('done', { sent: 100, succeeded: 99, failed: 1 }))).toBe(
      'Replay p is done: 100 sent, 99 succeeded, 1 failed.',
    );
    expect(replaySummary(replay('cancelled', { sent: 7, waiting: 7 }))).toBe(
      'Replay p was cancelled: 7 of 100 sent, 0 succeeded, 0 failed, 7 waiting.',
    );
  });
});
