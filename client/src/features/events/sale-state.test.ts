import { expect, it } from '@jest/globals';
import { saleStateOf } from './sale-state.ts';

const now = new Date('2027-05-01T12:00:00Z');
const performance = {
  status: 'on_sale',
  startsAt: '2027-05-02T18:00:00Z',
  saleStartsAt: null,
  saleEndsAt: null,
} as const;

it.each([
  ['on_sale', {}],
  ['not_yet', { saleStartsAt: '2027-05-01T12:00:01Z' }],
  ['on_sale', { saleStartsAt: '2027-05-01T12:00:00Z' }],
  ['over', { saleEndsAt: '2027-05-01T12:00:00Z' }],
  ['over', { startsAt: '2027-05-01T12:00:00Z', saleEndsAt: '2027-06-01T12:00:00Z' }],
  ['closed', { status: 'closed' as const, saleStartsAt: '2027-06-01T12:00:00Z' }],
  ['draft', { status: 'draft' as const }],
  ['cancelled', { status: 'cancelled' as const, startsAt: '2027-04-01T12:00:00Z' }],
])('the sale is %s with %j', (state, given) => {
  expect(saleStateOf({ ...performance, ...given }, now)).toBe(state);
});
