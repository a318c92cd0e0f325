import { describe, expect, it } from '@jest/globals';
import type { Order } from '@/api/schemas.ts';
import { canGiveBackParts, leftOf, placesToReturn } from './give-back.ts';

const seat = (number: number, price = 19.99) => ({
  ...{ kind: 'seat' as const, label: `Seat ${number}`, price, sectionId: 'stalls', seatId: `stalls:A:${number}` },
});
const standing = { kind: 'standing' as const, label: 'Floor', price: 15, sectionId: 'floor' };
const performance = { id: 'p', title: 'Quartets', startsAt: '2027-05-01T17:30:00.000Z', timeZone: 'Europe/Berlin' };
const order = (given: Partial<Order> = {}) => ({
  ...{ status: 'created' as const, items: [seat(1), seat(2), seat(3)], performance, ...given },
});

describe('places of an order', () => {
  it.each([
    [true, {}],
    [false, { status: 'awaiting_payment' }],
    [false, { status: 'complete' }],
    [false, { items: [seat(1)] }],
    [false, { bookingId: 'booking' }],
    [false, { performance: undefined }],
  ] as [boolean, Partial<Order>][])('can be given back: %s for %j', (can, given) => {
    expect(canGiveBackParts(order(given))).toBe(can);
  });

  it('cost what is left, without rounding errors', () => {
    expect(leftOf(order(), new Set([1]))).toBe(39.98);
    expect(leftOf(order(), new Set())).toBe(59.97);
  });

  it('are named in the request: seats by id, standing places by number', () => {
    expect(placesToReturn(order(), new Set([0, 2]))).toEqual({ seats: ['stalls:A:1', 'stalls:A:3'] });
    const party = { items: [standing, standing, standing] };
    expect(placesToReturn(party, new Set([0, 2]))).toEqual({ standing: { sectionId: 'floor', quantity: 2 } });
  });
});
