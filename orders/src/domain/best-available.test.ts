import { describe, expect, it } from '@jest/globals';
import { bestAvailable, type PartyWish } from './best-available.ts';
import { createSeatPlan, type SeatPlan } from './seat-plan.ts';

/**
 * Draws rows, the best first: `.` a free seat, `x` a taken one, `a` a free one with room for a wheelchair, `r` one with a
 * restricted view, a blank for an aisle.
 */
function hall(...rows: string[]): { plan: SeatPlan; taken: Set<string> } {
  const taken = new Set<string>();
  const drawn = rows.map((drawing, index) => {
    const label = String.fromCharCode(65 + index);
    const seats = [...drawing].flatMap((mark, x) => {
      if (mark === ' ') return [];
      if (mark === 'x') taken.add(`s:${label}:${x + 1}`);
      return [{ number: String(x + 1), x, isAccessible: mark === 'a', hasRestrictedView: mark === 'r' }];
    });
    return { label, categoryId: index < 2 ? 'front' : 'back', seats };
  });
  return { plan: createSeatPlan([{ id: 's', name: 'Stalls', rows: drawn, standing: null }], []), taken };
}

const priceOf = (categoryId: string) => (categoryId === 'front' ? 5_000 : 2_000);

/** Returns the seats of the choice, as `row:number`. */
function choice({ plan, taken }: ReturnType<typeof hall>, quantity: number, wish: Partial<PartyWish> = {}) {
  const seats = bestAvailable(plan, { quantity, ...wish }, { isFree: ({ id }) => !taken.has(id), priceOf });
  return seats?.map(({ id }) => id.replace('s:', '')) ?? null;
}

describe('the best available seats', () => {
  it('are neighbours in the middle of the best row', () =>
    expect(choice(hall('..........', '..........'), 2)).toEqual(['A:5', 'A:6']));

  it('are in the next row when the best has no such neighbours', () =>
    expect(choice(hall('.x.x.x', '......'), 2)).toEqual(['B:3', 'B:4']));

  it('are never on both sides of an aisle', () =>
    expect(choice(hall('xx. .xx', 'xx..xxx'), 2)).toEqual(['B:3', 'B:4']));

  it('leave no single seat where another choice in the row does not', () =>
    expect(choice(hall('.....'), 2)).toEqual(['A:1', 'A:2']));

  it('leave no single seat where another row of the category does not', () =>
    expect(choice(hall('x...x', 'x....'), 2)).toEqual(['B:2', 'B:3']));

  it('leave a single seat rather than to seat the party in a worse category', () =>
    expect(choice(hall('...xx', 'xxxxx', '.....'), 2)).toEqual(['A:2', 'A:3']));

  it('are in two rows, one behind the other, when no row has room for all', () => {
    expect(choice(hall('xx..xx', 'xx..xx'), 4)).toEqual(['A:3', 'A:4', 'B:3', 'B:4']);
    expect(choice(hall('...xxx', 'xxxxx.', '.xxxxx'), 4)).toBeNull();
  });

  it('are none when the party can only be scattered', () => expect(choice(hall('.x.x.', 'x.x.x'), 3)).toBeNull());

  it('keep to the category, the section and the price', () => {
    const rows = hall('......', '......', '......');
    expect(choice(rows, 2, { categoryId: 'back' })).toEqual(['C:3', 'C:4']);
    expect(choice(rows, 2, { maxPriceMinor: 2_000 })).toEqual(['C:3', 'C:4']);
    expect(choice(rows, 2, { maxPriceMinor: 1_999 })).toBeNull();
    expect(choice(rows, 2, { sectionId: 'balcony' })).toBeNull();
  });

  it('leave seats with room for a wheelchair to those who need one', () => {
    const rows = hall('..aa..', '......');
    expect(choice(rows, 3)).toEqual(['B:1', 'B:2', 'B:3']);
    expect(choice(rows, 3, { needsAccessible: true })).toContain('A:3');
  });

  it('have a restricted view only when no others are left together', () => {
    expect(choice(hall('rr', 'xx', '..'), 2)).toEqual(['C:1', 'C:2']);
    expect(choice(hall('rr', 'xx', '.x'), 2)).toEqual(['A:1', 'A:2']);
  });

  it('seat a single person anywhere', () => expect(choice(hall('xxx', 'x.x'), 1)).toEqual(['B:2']));
});

it('chooses among 20,000 seats within a few milliseconds', () => {
  const rows = Array.from({ length: 200 }, () => '.'.repeat(100));
  const large = hall(...rows.map((row, index) => (index < 199 ? 'x.'.repeat(row.length / 2) : row)));
  expect(choice(large, 4)?.[0]).toMatch(/:49$/);
});
