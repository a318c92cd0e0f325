import { describe, expect, it } from '@jest/globals';
import type { Ticket } from '@/api/schemas.ts';
import { differences } from './listing-conflict.ts';
import { type Draft, draftOf, previewOf, toListing } from './listing-draft.ts';

const draft = (given: Partial<Draft> = {}): Draft => ({
  ...draftOf(undefined, 'en'),
  title: 'Opera',
  price: '45',
  ...given,
});

const ticket: Ticket = {
  id: 't1',
  title: 'Night train',
  price: 69.5,
  currency: 'USD',
  userId: 'u1',
  version: 3,
  status: 'available',
  orderId: null,
  description: 'Window seat',
  category: 'travel',
  venue: null,
  city: null,
  from: 'Berlin',
  to: 'Wien',
  startsAt: '2027-07-15T17:30:00.000Z',
  pictureUrl: null,
  reservedUntil: null,
  soldAt: null,
  createdAt: '2027-01-01T00:00:00.000Z',
};

describe('a draft of a listing', () => {
  it('has the ticket’s values, in either language', () => {
    const { title, price, startsAt, from, to, description } = ticket;
    const same = { title, price: price.toFixed(2), startsAt, from, to, description, category: 'travel' };

    expect(toListing(draftOf(ticket, 'en'), 'en')).toMatchObject({ ok: true, listing: same });
    expect(toListing(draftOf(ticket, 'de'), 'de')).toMatchObject({ ok: true, listing: same });
  });

  it('names every invalid field at once', () => {
    expect(toListing(draft({ title: ' ', price: 'free', startsAt: 'soon' }), 'en')).toEqual({
      ok: false,
      faults: {
        title: { code: 'title_missing' },
        price: { code: 'price_not_a_number' },
        startsAt: { code: 'start_invalid' },
      },
    });
  });

  it.each(['0002-05-01T19:30', '0202-05-01T19:30', '2027-02-30T19:30', '12027-05-01T19:30'])(
    'has no date in its preview while the date is only half typed, such as %s',
    (startsAt) => {
      expect(previewOf(draft({ startsAt }), 'en').startsAt).toBeNull();
      expect(toListing(draft({ startsAt }), 'en')).toMatchObject({ faults: { startsAt: { code: 'start_invalid' } } });
    },
  );

  it('clears emptied fields, and fields of other categories', () => {
    const typed = draft({ category: 'concert', venue: 'Foundry', city: ' ', from: 'Berlin', to: 'Wien' });

    expect(toListing(typed, 'en')).toMatchObject({
      listing: { venue: 'Foundry', city: null, from: null, to: null, startsAt: null },
    });
  });
});

it('names the fields that differ from a listing that has changed', () => {
  const mine = { ...draftOf(ticket, 'en'), price: '80.00' };

  expect(differences(mine, { ...ticket, version: 4 }, 'en')).toEqual([
    { field: 'price', theirs: '69.50', mine: '80.00' },
  ]);
});
