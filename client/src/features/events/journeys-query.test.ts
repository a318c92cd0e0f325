import { expect, it } from '@jest/globals';
import { daysLater, durationOf, journeysHref, parseJourneys, toDepartureQuery } from './journeys-query.ts';

const newYork = { id: 'ny', name: 'New York', country: 'US', timeZone: 'America/New_York' };

it('keeps valid parameters of an address and ignores the others', () => {
  expect(parseJourneys({ origin: ' Bern ', destination: ['a', 'b'], date: '2027-02-30', class: 'third' })).toEqual({
    origin: 'Bern',
    destination: undefined,
    date: undefined,
    class: undefined,
    cursor: undefined,
  });
});

it('asks for the day of the place where the journey begins', () => {
  expect(toDepartureQuery({ date: '2027-05-01', class: 'first' }, newYork, null)).toMatchObject({
    kind: 'departure',
    originId: 'ny',
    fareClass: 'first',
    from: '2027-05-01T04:00:00.000Z',
    to: '2027-05-02T04:00:00.000Z',
  });
});

it('addresses start at the first page', () => {
  expect(journeysHref({ origin: 'Bern', cursor: 'c1' })).toBe('/journeys?origin=Bern');
  expect(journeysHref({ origin: 'Bern', cursor: 'c1' }, 'c2')).toBe('/journeys?origin=Bern&cursor=c2');
});

it('measures the time on the way, not the difference of clocks', () => {
  // 23:30 in Berlin, 01:20 in London is 2 h 50 min later.
  expect(durationOf('2027-05-01T21:30:00Z', '2027-05-02T00:20:00Z')).toEqual({ hours: 2, minutes: 50 });
  expect(daysLater('2027-05-01T21:30:00Z', 'Europe/Berlin', '2027-05-02T00:20:00Z', 'Europe/London')).toBe(1);
  expect(daysLater('2027-05-01T08:00:00Z', 'Europe/Berlin', '2027-05-01T10:00:00Z', 'Europe/London')).toBe(0);
});
