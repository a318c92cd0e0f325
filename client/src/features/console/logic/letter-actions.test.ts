import { describe, expect, it } from '@jest/globals';
import { type LetterDetail, letterStates } from '../api/schemas.ts';
import { actionsOf, isSelectable } from './letter-actions.ts';

const now = Date.parse('2026-01-31T12:00:00Z');
const discard = (skip: string | null) => ({ by: 'olga', at: '2026-01-31T10:00:00Z', reason: 'noise', skip });
const sentAt = (publishedAt: string | null): LetterDetail['resends'] => [
  { id: 'a', replayId: 'b', kind: 'replay', skip: null, status: 'waiting', reports: [], publishedAt },
];
const actions = (letter: Partial<Parameters<typeof actionsOf>[0]>) =>
  actionsOf({ state: 'open', discard: null, resends: [], ...letter }, now);

describe('a letter', () => {
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
    ['sent lately', '2026-01-31T11:41:00Z', []],
    ['sent long ago, and not answered', '2026-01-31T11:39:00Z', ['replay', 'edit']],
  ])('in flight and %s offers %j', (_, publishedAt, expected) =>
    expect(actions({ state: 'replaying', resends: sentAt(publishedAt) })).toEqual(expected),
  );

  it('can be ticked while it is waiting', () =>
    expect(letterStates.filter((state) => isSelectable({ state }))).toEqual(['open', 'failed_again']));
});
