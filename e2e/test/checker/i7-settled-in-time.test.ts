import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeSettledInTime } from '../../src/checker/i7-settled-in-time.ts';
import { find, now, smallWorld } from './small-world.ts';

const graceSeconds = 120;
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('I7', () => {
  it.each(['created', 'awaiting_payment'])('reports an order that is %s and whose time is over', (status) => {
    const world = smallWorld();
    Object.assign(find(world.orders, 'order-reserved'), { status, expiresAt: ago(130_001) });

    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([
      {
        invariant: 'I7',
        message: 'an order is not settled though its time is over',
        subject: { orderId: 'order-reserved', status, lateMs: 1 },
      },
    ]);
  });

  it('accepts an order that has time left, grace and tolerance included', () => {
    const world = smallWorld();
    find(world.orders, 'order-reserved').expiresAt = ago(130_000);

    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([]);
  });

  it('reports an order that was settled too late, when it is known how long the system was away', () => {
    const world = smallWorld(); // has an order that was cancelled four minutes after its expiry
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([]);
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds, downtimeMs: 110_000 }))).toEqual([]);
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds, downtimeMs: 109_000 }))).toMatchObject([
      { message: 'an order was settled too late', subject: { orderId: 'order-expired', lateMs: 1_000 } },
    ]);
  });
});
