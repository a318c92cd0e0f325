import { describe, expect, it } from '@jest/globals';
import { differences } from './listing-conflict.ts';
import { changeOf, type Draft, draftOf, previewOf, toListing } from './listing-draft.ts';
import { ticketWith } from './listing-fixture.ts';

const draft = (given: Partial<Draft> = {}): Draft => ({
  ...draftOf(undefined, 'en'),
  title: 'Opera',
  price: '45',
  ...given,
});

const ticket = ticketWith();

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

describe('a change of a listing', () => {
  const change = (given: Partial<typeof ticket>, typed: Partial<Draft>) => {
    const before = ticketWith(given);
    return changeOf(before, { ...draftOf(before, 'en'), ...typed }, 'en');
  };
  const onlyTitle = { ok: true, change: { title: 'Renamed', price: '69.50' } };

  it.each([
    ['the second of two equal hours in autumn', { startsAt: '2027-10-31T01:30:00.000Z' }],
    ['seconds', { startsAt: '2027-07-15T17:30:59.500Z' }],
    ['places that its category does not show', { category: 'concert' as const, from: 'Berlin', venue: 'Arena' }],
    ['a start that is over', { startsAt: '2001-07-15T17:30:00.000Z' }],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }],
    ['a price that the form would refuse', { price: 0.25 }],
  ])('of only the title leaves %s alone', (_name, given) => {
    expect(change(given, { title: 'Renamed' })).toEqual({
      ...onlyTitle,
      change: { ...onlyTitle.change, price: (given as { price?: number }).price?.toFixed(2) ?? '69.50' },
    });
  });

  it('has the emptied and the changed fields', () => {
    expect(change({}, { description: ' ', startsAt: '2027-07-16T19:30' })).toEqual({
      ok: true,
      change: { title: 'Night train', price: '69.50', description: null, startsAt: '2027-07-16T17:30:00.000Z' },
    });
  });

  it('of the zone moves the times, whose wall clock stays', () => {
    expect(change({}, { timeZone: 'America/New_York' })).toMatchObject({
      change: { timeZone: 'America/New_York', startsAt: '2027-07-15T23:30:00.000Z' },
    });
  });

  it('from a journey to an event clears the route', () => {
    expect(change({}, { category: 'concert', venue: 'Arena' })).toMatchObject({
      change: { category: 'concert', venue: 'Arena', city: null, from: null, to: null },
    });
  });

  it('is none when nothing was changed', () => {
    expect(change({}, {})).toEqual({ ok: true, change: null });
  });
});

it.each([
  ['0.01', 'price_too_small'],
  ['0,49', 'price_too_small'],
])('warns of the price %s, which can’t be charged', (price, code) => {
  expect(toListing(draft({ price }), 'en')).toEqual({ ok: false, faults: { price: { code } } });
});

it.each([
  ['12,50', 'en'],
  ['12,50', 'de'],
  ['12.50', 'de'],
] as const)('takes the price %s in %s for 12.50', (price, locale) => {
  expect(toListing(draft({ price }), locale)).toMatchObject({ listing: { price: '12.50' } });
});

it('takes a title of invisible characters for missing, and a sale that outlasts the event for wrong', () => {
  const typed = draft({ title: '\u200b\u3164', startsAt: '2027-07-15T19:30', saleEndsAt: '2027-07-15T19:31' });
  expect(toListing(typed, 'en')).toEqual({
    ok: false,
    faults: { title: { code: 'title_missing' }, saleEndsAt: { code: 'sale_ends_after_start' } },
  });
});

it('names the fields that differ from a listing that has changed', () => {
  const mine = { ...draftOf(ticket, 'en'), price: '80.00' };

  expect(differences(mine, { ...ticket, version: 4 }, 'en')).toEqual([
    { field: 'price', theirs: '69.50', mine: '80.00' },
  ]);
});
