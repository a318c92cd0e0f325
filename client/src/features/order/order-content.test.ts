import { expect, it } from '@jest/globals';
import { contentOf, ticketCountOf } from './order-content.ts';

const ticket = { id: 't1', title: 'A ticket', price: 45, currency: 'USD' };
const performance = { id: 'p1', title: 'Opera', startsAt: '2027-05-01T18:00:00Z', timeZone: 'Europe/Berlin' };
const items = [
  { kind: 'seat', label: 'Stalls, row C, seat 11', price: 49.1, seatId: 's:C:11', sectionId: 's' },
  { kind: 'seat', label: 'Stalls, row C, seat 12', price: 49.2, seatId: 's:C:12', sectionId: 's' },
];

it('reads an order of one ticket from before there were items', () => {
  const order = { id: 'o', ticket };
  expect(contentOf(order)).toMatchObject({
    subjectId: 't1',
    title: 'A ticket',
    total: 45,
    currency: 'USD',
    places: [],
  });
  expect(ticketCountOf(order)).toBe(1);
});

it('shows the item of one ticket only once', () => {
  const order = { id: 'o', ticket, items: [{ kind: 'ticket', price: 45 }], total: 45, currency: 'USD' };
  expect(contentOf(order).places).toEqual([]);
});

it('reads places at a performance, which has no ticket', () => {
  const order = { id: 'o', performance, items, total: 98.3, currency: 'EUR' };
  expect(contentOf(order)).toMatchObject({
    subjectId: 'p1',
    title: 'Opera',
    total: 98.3,
    currency: 'EUR',
    places: items,
  });
  expect(ticketCountOf(order)).toBe(2);
});

it('adds prices in cents when a total is missing', () => {
  expect(contentOf({ id: 'o', performance, items }).total).toBe(98.3);
});
