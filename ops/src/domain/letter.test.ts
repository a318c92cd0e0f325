import { describe, expect, it } from '@jest/globals';
import { actionsOf, type Letter, reportTimeoutMs, whyNotReplayable } from './letter.ts';

const now = new Date('2026-06-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const discard = (skip: string | null): Letter['discard'] => ({ by: 'o', at: now, reason: 'spam', skip });

describe('a letter selected by id', () => {
  it.each<[string, Pick<Letter, 'state' | 'discard'>, Date | null, RegExp | null]>([
    ['is replayed while it is open', { state: 'open', discard: null }, null, null],
    ['is replayed after it has failed again', { state: 'failed_again', discard: null }, ago(1_000), null],
    ['is not replayed once it has succeeded', { state: 'succeeded', discard: null }, ago(1_000), /succeeded/],
    ['is not replayed twice concurrently', { state: 'replaying', discard: null }, ago(60_000), /being replayed/],
    ['is not replayed before it was sent', { state: 'replaying', discard: null }, null, /being replayed/],
    [
      'is replayed when no report has arrived within the timeout',
      { state: 'replaying', discard: null },
      ago(reportTimeoutMs + 1),
      null,
    ],
    ['is replayed when its gap was kept', { state: 'discarded', discard: discard(null) }, null, null],
    [
      'stays discarded when its version was skipped',
      { state: 'discarded', discard: discard('order:1@0') },
      null,
      /order:1@0/,
    ],
  ])('%s', (_, letter, sentAt, reason) => {
    const answer = whyNotReplayable(letter, sentAt, now);
    if (reason) expect(answer).toMatch(reason);
    else expect(answer).toBeNull();
  });
});

describe('a letter', () => {
  const actions = (letter: Partial<Pick<Letter, 'state' | 'discard'>>, sentAt: Date | null = null) =>
    actionsOf({ state: 'open', discard: null, ...letter }, sentAt, now);

  it.each(['open', 'failed_again'] as const)('can be replayed, edited and discarded when it is %s', (state) =>
    expect(actions({ state })).toEqual(['replay', 'edit', 'discard']),
  );

  it('offers no action after it succeeded', () => expect(actions({ state: 'succeeded' })).toEqual([]));

  it('can be reopened after a discard, unless its version was skipped', () => {
    expect(actions({ state: 'discarded', discard: discard(null) })).toEqual(['replay', 'edit']);
    expect(actions({ state: 'discarded', discard: discard('order:1@1') })).toEqual([]);
  });

  it.each([
    ['about to be sent', null, []],
    ['sent lately', ago(19 * 60_000), []],
    ['sent long ago, and not answered', ago(21 * 60_000), ['replay', 'edit']],
  ])('in flight and %s offers %j', (_, sentAt, expected) =>
    expect(actions({ state: 'replaying' }, sentAt)).toEqual(expected),
  );
});
