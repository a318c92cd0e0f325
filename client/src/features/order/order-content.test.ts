import { expect, it } from '@jest/globals';
import type { OrderItem } from '@/api/schemas.ts';
import { contentOf } from './order-content.ts';

const ticket = { id: 't1', title: 'A ticket', price: 45, currency: 'USD' };
const performance = { id: 'p1', title: 'Opera', startsAt: '2027-05-01T18:00:00Z', timeZone: 'Europe/Berlin' };

it('is a listing’s ticket, which is not listed as a place', () => {
  const items: OrderItem[] = [{ kind: 'ticket', label: 'A ticket', price: 45 }];
  expect(contentOf({ id: 'o', ticket, items })).toEqual({ subjectId: 't1', title: 'A ticket', places: [] });
});

it('is the places at a performance', () => {
  const items: OrderItem[] = [{ kind: 'seat', label: 'Stalls, row C, seat 11', price: 49.1, seatId: 's:C:11' }];
  expect(contentOf({ id: 'o', performance, items })).toEqual({ subjectId: 'p1', title: 'Opera', places: items });
});
