import { describe, expect, it } from '@jest/globals';
import { freeSeats, hall } from '@/features/events/hall-fixture.ts';
import { poolsOf, poolText, readPools } from './held-back.ts';
import { allFree, categoryIdsOf, previewHall, sizeOf } from './preview-hall.ts';
import { salesOf } from './sales.ts';

describe('sales', () => {
  it('are all places without the free and the held-back ones, by section and in all', () => {
    const pools = [{ name: 'Press', seatIds: ['st:A:1', 'st:B:4'] }];

    expect(salesOf(hall.sections, pools, freeSeats('010111', '1110', 7))).toEqual({
      sections: [
        { id: 'st', name: 'Stalls', places: 10, heldBack: 2, free: 7, taken: 1 },
        { id: 'pit', name: 'Pit', places: 10, heldBack: 0, free: 7, taken: 3 },
      ],
      total: { places: 20, heldBack: 2, free: 14, taken: 4 },
    });
  });
});

describe('the preview of a seat map', () => {
  it('shows ranges and written-out seats, all free', () => {
    const preview = previewHall([
      {
        ...{ id: 'st', name: 'Stalls' },
        rows: [
          { label: 'A', categoryId: 'a', seats: { from: 5, to: 7, aislesAfter: [5] } },
          { label: 'B', categoryId: 'b', seats: [{ number: '1', x: 1, isAccessible: true, hasRestrictedView: false }] },
        ],
      },
      { id: 'pit', name: 'Pit', standing: { quota: 30, categoryId: 'a' } },
    ]);

    expect(preview.sections[0]?.rows).toMatchObject([
      { numbers: ['5', '6', '7'], xs: [1, 3, 4], accessible: [] },
      { numbers: ['1'], accessible: [0] },
    ]);
    expect(categoryIdsOf(preview.sections)).toEqual(['a', 'b']);
    expect(sizeOf(preview.sections)).toEqual({ seats: 4, standing: 30 });
    expect(allFree(preview)).toMatchObject({ seats: { st: { A: '111', B: '1' } }, standing: { pit: 30 } });
  });
});

describe('held-back seats', () => {
  it('are written as they are read', () => {
    const text = 'Press: st F 11-12, 14\nFriends of the house: st 2 1a, 1b';

    expect(poolText(poolsOf(readPools(text) ?? []))).toBe(text);
  });

  it.each(['Press', 'Press: st F', ': st F 1', 'Press: st F !'])('are none in "%s"', (text) => {
    expect(readPools(text)).toBeNull();
  });
});
