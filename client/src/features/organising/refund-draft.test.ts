import { expect, it } from '@jest/globals';
import { toRefundBody } from './refund-draft.ts';

const draft = { orderId: ' order ', sectionId: '', places: '', reason: 'Broken seat' };
const seated = { id: 'stalls', standing: null };
const standing = { id: 'floor', standing: { quota: 50, categoryId: 'b' } };

it.each([
  ['the whole order', draft, null, { whole: true }],
  ['seats', { ...draft, places: 'A 3,  B  12, ' }, seated, { seats: ['stalls:A:3', 'stalls:B:12'] }],
  ['standing places', { ...draft, places: '2' }, standing, { standing: { sectionId: 'floor', quantity: 2 } }],
])('a draft about %s becomes a request', (_what, given, section, expected) => {
  expect(toRefundBody(given, section)).toEqual({ orderId: 'order', reason: 'Broken seat', ...expected });
});
