import { describe, expect, it } from '@jest/globals';
import { browseHref, isNarrowed, parseBrowse, toApiQuery } from './browse-query.ts';

describe('an address of the browse page', () => {
  it('keeps valid parameters and ignores the others', () => {
    const filters = parseBrowse({
      search: '  night parade ',
      category: 'opera',
      city: ['Berlin', 'Wien'],
      minPrice: '10,50',
      maxPrice: '1e9',
      from: '2027-02-30x',
      to: '2027-05-01',
      sort: 'random',
      utm_source: 'mail',
    });

    expect(filters).toEqual({
      search: 'night parade',
      minPrice: '10.50',
      to: '2027-05-01',
      sort: 'newest',
    });
  });

  it.each(['0202-05-01', '0002-05-01', '0000-00-00', '9999-12-31', '2027-02-30', '-00001-01-01'])(
    'ignores the day %s, which is half typed or in no calendar',
    (day) => {
      const filters = parseBrowse({ from: day, to: day });

      expect([filters.from, filters.to]).toEqual([undefined, undefined]);
      expect(() => toApiQuery(filters)).not.toThrow();
    },
  );

  it('is unchanged after parsing and formatting', () => {
    const href = '/?search=jazz&category=concert&minPrice=10&from=2027-05-01&sort=cheapest';

    expect(browseHref(parseBrowse(Object.fromEntries(new URLSearchParams(href.slice(2)))))).toBe(href);
  });

  it('starts at the first page when a filter changes', () => {
    const filters = parseBrowse({ city: 'Berlin', cursor: '5-abc' });

    expect(browseHref(filters, { category: 'sport' })).toBe('/?category=sport&city=Berlin');
    expect(browseHref(filters, { city: undefined })).toBe('/');
    expect(browseHref(filters, { cursor: '9-def' })).toBe('/?city=Berlin&cursor=9-def');
  });
});

it('queries the API for whole days in the market’s time zone', () => {
  const query = new Map(Object.entries(toApiQuery(parseBrowse({ from: '2027-05-01', to: '2027-05-01' }))));

  expect(query.get('startsFrom')).toBe('2027-04-30T22:00:00.000Z');
  expect(query.get('startsBefore')).toBe('2027-05-01T22:00:00.000Z');
  expect(query.has('from')).toBe(false);
});

it('does not count sorting as a filter', () => {
  expect(isNarrowed(parseBrowse({ sort: 'dearest', cursor: '1-a' }))).toBe(false);
  expect(isNarrowed(parseBrowse({ city: 'Berlin' }))).toBe(true);
});
