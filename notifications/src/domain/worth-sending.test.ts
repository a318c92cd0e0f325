import { describe, expect, it } from '@jest/globals';
import { isNews, linkWorks, toldForMs } from './worth-sending.ts';

const now = new Date('2026-03-10T12:00:00Z');
const before = (ms: number) => new Date(now.getTime() - ms);

describe('an order’s outcome', () => {
  it('is news for two days after its reservation', () => {
    expect(isNews('order_confirmed', before(-900_000), now)).toBe(true);
    expect(isNews('order_confirmed', before(toldForMs.order_confirmed), now)).toBe(true);
    expect(isNews('order_confirmed', before(toldForMs.order_confirmed + 1), now)).toBe(false);
  });

  it('that gave money back is news for longer', () =>
    expect(isNews('refunded', before(toldForMs.order_confirmed + 1), now)).toBe(true));
});

it('a link is worth sending until it stops working', () => {
  expect(linkWorks({ expiresAt: before(-1) }, now)).toBe(true);
  expect(linkWorks({ expiresAt: now }, now)).toBe(false);
});
