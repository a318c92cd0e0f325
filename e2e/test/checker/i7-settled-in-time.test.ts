import { describe, expect, it } from '@jest/globals';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeSettledInTime } from '../../src/checker/i7-settled-in-time.ts';
import { find, now, smallWorld } from './small-world.ts';

const graceSeconds = 120;
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('I7', () => {
  it.each(['created', 'awaiting_payment'])('reports an order that is %s after its deadline', (status) => {
    const world = smallWorld();
    Object.assign(find(world.orders, 'order-reserved'), { status, expiresAt: ago(130_001) });

    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([
      {
        invariant: 'I7',
        message: 'an order has no outcome after its deadline',
        subject: { orderId: 'order-reserved', status, lateMs: 1 },
      },
    ]);
  });

  it('accepts an order before its deadline, which includes grace and tolerance', () => {
    const world = smallWorld();
    find(world.orders, 'order-reserved').expiresAt = ago(130_000);

    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([]);
  });

  it('reports a late outcome when the system’s downtime is known', () => {
    const world = smallWorld(); // contains an order that was cancelled four minutes after its expiry
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds }))).toEqual([]);
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds, downtimeMs: 110_000 }))).toEqual([]);
    expect(judgeSettledInTime(world, expectations({ now, graceSeconds, downtimeMs: 109_000 }))).toMatchObject([
      { message: 'an order got its outcome too late', subject: { orderId: 'order-expired', lateMs: 1_000 } },
    ]);
  });
});
