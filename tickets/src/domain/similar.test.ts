import { describe, expect, it } from '@jest/globals';
import { mostSimilar, similarity } from './similar.ts';
import { noDetails, type Ticket } from './ticket.ts';

const some = (id: string, given: Partial<Ticket> = {}): Ticket => ({
  ...noDetails,
  id,
  title: id,
  priceMinor: 2_000,
  currency: 'USD',
  userId: 'seller',
  version: 0,
  status: 'available',
  isWithdrawn: false,
  orderId: null,
  reservedUntil: null,
  reservation: 0,
  pictureId: null,
  soldAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  category: 'concert',
  ...given,
});

describe('mostSimilar', () => {
  it('puts the same act first, then the same venue, then the same kind of event, and leaves out the rest', () => {
    const ticket = some('1', { title: 'Velvet Antlers: farewell tour', venue: 'Arena' });
    const act = some('2', { title: 'Velvet Antlers', category: 'other' });
    const venue = some('3', { title: 'Basketball', venue: 'Arena', category: 'sport' });
    const kind = some('4', { title: 'Choir' });
    const nothing = some('5', { title: 'Ferry', category: 'travel' });

    const found = mostSimilar(ticket, [nothing, kind, venue, act, ticket, act], 10);
    expect(found.map(({ id }) => id)).toEqual(['2', '3', '4']);
    expect(mostSimilar(ticket, [kind, venue, act], 1)).toEqual([act]);
  });
});

describe('similarity', () => {
  it('ignores short words and places that are unknown', () => {
    const one = some('1', { title: 'The Sea v Sky', category: 'sport' });
    expect(similarity(one, some('2', { title: 'The Day v All' }))).toBe(0);
  });

  it('counts events within a week of each other', () => {
    const at = (day: number) => some('1', { category: 'other', startsAt: new Date(Date.UTC(2027, 0, day)) });
    expect(similarity(at(1), at(8))).toBe(similarity(at(1), at(9)) + 1);
  });
});
