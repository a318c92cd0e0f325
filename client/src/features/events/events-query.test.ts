import { describe, expect, it } from '@jest/globals';
import type { Place } from './api/schemas.ts';
import { eventsHref, nameIn, parseEvents, placeNamed, toPerformanceQuery } from './events-query.ts';

it('keeps valid parameters of an address and ignores the others', () => {
  expect(parseEvents({ search: ' opera ', city: 'Bern', from: '2027-05-01', to: 'soon', sort: 'cheapest' })).toEqual({
    search: 'opera',
    city: 'Bern',
    from: '2027-05-01',
    to: undefined,
    cursor: undefined,
  });
});

it('asks for the market’s days, the last one inclusive', () => {
  expect(toPerformanceQuery({ from: '2027-05-01', to: '2027-05-01' }, 'p1')).toMatchObject({
    kind: 'performance',
    placeId: 'p1',
    from: '2027-04-30T22:00:00.000Z',
    to: '2027-05-01T22:00:00.000Z',
  });
});

it('addresses start at the first page', () => {
  expect(eventsHref({ search: 'opera', cursor: 'c1' })).toBe('/events?search=opera');
  expect(eventsHref({ search: 'opera', cursor: 'c1' }, 'c2')).toBe('/events?search=opera&cursor=c2');
  expect(eventsHref({})).toBe('/events');
});

describe('a typed place', () => {
  const place = (id: string, name: string, country: string): Place => ({ id, name, country, timeZone: 'Europe/Bern' });
  const places = [place('1', 'Bernau', 'DE'), place('2', 'Bern', 'CH'), place('3', 'Bern', 'US')];

  it.each([
    ['Bern, US', '3'],
    ['bern', '2'],
    ['Berna', '1'],
  ])('%s is the place that was offered, or the most likely one', (text, id) => {
    expect(placeNamed(text, places)?.id).toBe(id);
  });

  it('is searched for by its name', () => {
    expect(['Bern, CH', 'Bern', ', CH'].map(nameIn)).toEqual(['Bern', 'Bern', ', CH']);
    expect(placeNamed('Atlantis', [])).toBeNull();
  });
});
