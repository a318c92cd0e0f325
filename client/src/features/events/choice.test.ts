import { describe, expect, it } from '@jest/globals';
import {
  bestChosen,
  type ChoiceState,
  countOf,
  freeSeatsSeen,
  initialChoice,
  requestOf,
  seatToggled,
  standingChosen,
  sumOf,
} from './choice.ts';
import { freeSeats, hall } from './hall-fixture.ts';

const free = freeSeats();
const choosing = (...seatIds: string[]): ChoiceState =>
  seatIds.reduce((state, seatId) => seatToggled(state, seatId, { hall, free }), initialChoice);

describe('a seat', () => {
  it('is chosen and given up', () => {
    expect(choosing('st:A:1', 'st:B:2').choice.seatIds).toEqual(['st:A:1', 'st:B:2']);
    expect(choosing('st:A:1', 'st:B:2', 'st:A:1').choice.seatIds).toEqual(['st:B:2']);
  });

  it('that is taken or unknown is not chosen, which is said', () => {
    const taken = seatToggled(initialChoice, 'st:A:1', { hall, free: freeSeats('011111') });
    expect(taken).toEqual({ choice: initialChoice.choice, notice: { kind: 'not_free', seatId: 'st:A:1' } });
    expect(choosing('st:Z:9').choice.seatIds).toEqual([]);
  });

  it('beyond the largest party is not chosen, which is said', () => {
    const full = choosing('st:A:1', 'st:A:2', 'st:A:3', 'st:A:4');
    expect(full).toMatchObject({ choice: { seatIds: ['st:A:1', 'st:A:2', 'st:A:3'] }, notice: { kind: 'party_full' } });
  });

  it('replaces places in a standing area, and the other way round', () => {
    const standing = standingChosen('pit', 2);
    expect(seatToggled(standing, 'st:A:1', { hall, free }).choice).toEqual({ seatIds: ['st:A:1'], standing: null });
    expect(standing.choice).toEqual({ seatIds: [], standing: { sectionId: 'pit', quantity: 2 } });
    expect(standingChosen('pit', 0).choice.standing).toBeNull();
  });
});

describe('when the free seats change', () => {
  it('seats that somebody else has reserved leave the choice, which is said', () => {
    const seen = freeSeatsSeen(choosing('st:A:1', 'st:A:2'), { hall, free: freeSeats('101111') });
    expect(seen).toEqual({
      choice: { seatIds: ['st:A:1'], standing: null },
      notice: { kind: 'taken', seatIds: ['st:A:2'] },
    });
  });

  it('the message about them stays until the next change of the visitor', () => {
    const seen = freeSeatsSeen(choosing('st:A:1', 'st:A:2'), { hall, free: freeSeats('101111') });
    expect(freeSeatsSeen(seen, { hall, free: freeSeats('101110') })).toBe(seen);
    expect(seatToggled(seen, 'st:A:1', { hall, free }).notice).toBeNull();
  });

  it('a standing area that runs out leaves what is left', () => {
    const standing = standingChosen('pit', 3);
    expect(freeSeatsSeen(standing, { hall, free: freeSeats('', '', 1) }).choice.standing?.quantity).toBe(1);
    expect(freeSeatsSeen(standing, { hall, free: freeSeats('', '', 0) }).choice.standing).toBeNull();
    expect(freeSeatsSeen(standing, { hall, free })).toBe(standing);
  });
});

it('the best seats of a journey take the place of chosen ones, and the other way round', () => {
  const best = bestChosen({ quantity: 2, categoryId: 'gold' });
  expect(countOf(best.choice)).toBe(2);
  expect(freeSeatsSeen(best, { hall, free: freeSeats('000000', '0000', 0) })).toBe(best);
  expect(seatToggled(best, 'st:A:1', { hall, free }).choice).toEqual({ seatIds: ['st:A:1'], standing: null });
  expect(standingChosen('pit', 1).choice.best).toBeUndefined();
});

it('adds prices in cents', () => {
  expect(sumOf(hall, choosing('st:A:1', 'st:A:2', 'st:B:1').choice)).toBe(127.4);
  expect(sumOf(hall, standingChosen('pit', 3).choice)).toBe(59.97);
  expect(sumOf(hall, bestChosen({ quantity: 3, categoryId: 'silver' }).choice)).toBe(87.6);
});

it('asks for what is chosen, and for nothing without a choice', () => {
  expect(requestOf(choosing('st:A:1').choice)).toEqual({ seats: ['st:A:1'] });
  expect(requestOf(standingChosen('pit', 2).choice)).toEqual({ standing: { sectionId: 'pit', quantity: 2 } });
  expect(requestOf(initialChoice.choice)).toBeNull();
  const best = { quantity: 2, categoryId: 'gold', accessible: true };
  expect(requestOf(bestChosen(best).choice)).toEqual({ bestAvailable: best });
});
