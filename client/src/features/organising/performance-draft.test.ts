import { describe, expect, it } from '@jest/globals';
import type { PerformanceWithSeats } from './api/schemas.ts';
import {
  blankPerformance,
  changeOf,
  type DraftContext,
  fieldNamed,
  type PerformanceDraft,
  performanceDraftOf,
  pricesFor,
  toPerformance,
} from './performance-draft.ts';

const berlin = { id: 'berlin-de', name: 'Berlin', timeZone: 'Europe/Berlin' };
const lisbon = { id: 'lisbon-pt', name: 'Lisbon', timeZone: 'Europe/Lisbon' };
const context = (given: Partial<DraftContext> = {}): DraftContext => ({
  ...{ locale: 'en', timeZone: 'Europe/Berlin', origin: null, destination: null, isPublished: false },
  ...given,
});
const draft = (given: Partial<PerformanceDraft> = {}): PerformanceDraft => ({
  ...blankPerformance('v1'),
  ...{
    title: ' Quartets ',
    startsAt: '2027-07-15T19:30',
    prices: [{ id: 'a', name: 'Stalls', price: '49', fareClass: '' }],
  },
  ...given,
});
const performance: PerformanceWithSeats = {
  ...{ id: 'p1', organiserId: 'o1', kind: 'performance', title: 'Quartets', description: null, version: null },
  ...{ place: berlin, venue: { id: 'v1', name: 'Hall' }, timeZone: 'Europe/Berlin', status: 'draft' },
  ...{ startsAt: '2027-07-15T17:30:20.000Z', saleStartsAt: null, saleEndsAt: '2027-07-15T12:00:00.000Z' },
  ...{ origin: null, destination: null, arrivesAt: null, fromPrice: 49.5, fares: [], currency: 'USD', maxParty: 6 },
  categories: [{ id: 'a', name: 'Stalls', price: 49.5, fareClass: null }],
  heldBack: [{ name: 'Press', seatIds: ['st:F:11', 'st:F:12'] }],
  organiser: { id: 'o1', name: 'Kammersaal' },
  seatMap: null,
};

describe('a performance being prepared', () => {
  it('is sent with times of the venue’s zone', () => {
    const sale = { saleStartsAt: '2027-06-01T10:00', heldBack: 'Press: st F 11-12\nPress: st G 1\n' };
    expect(toPerformance(draft(sale), context())).toEqual({
      ok: true,
      body: {
        ...{ kind: 'performance', venueId: 'v1', title: 'Quartets', description: null },
        ...{ startsAt: '2027-07-15T17:30:00.000Z', arrivesAt: null, originId: null, destinationId: null },
        ...{ saleStartsAt: '2027-06-01T08:00:00.000Z', saleEndsAt: null, maxParty: 8 },
        categories: [{ id: 'a', name: 'Stalls', price: '49', fareClass: null }],
        heldBack: [{ name: 'Press', seatIds: ['st:F:11', 'st:F:12', 'st:G:1'] }],
      },
    });
  });

  it('of a departure has the times of its places', () => {
    const journey = { kind: 'departure', arrivesAt: '2027-07-15T22:00' };
    expect(toPerformance(draft(journey), context({ origin: berlin, destination: lisbon }))).toMatchObject({
      body: {
        ...{ kind: 'departure', startsAt: '2027-07-15T17:30:00.000Z', arrivesAt: '2027-07-15T21:00:00.000Z' },
        ...{ originId: 'berlin-de', destinationId: 'lisbon-pt' },
      },
    });
  });

  it('may lack prices until it is published', () => {
    const unpriced = draft({ prices: pricesFor(['a', 'b'], draft().prices) });

    expect(toPerformance(unpriced, context())).toMatchObject({ ok: true, body: { categories: [{ id: 'a' }] } });
    expect(toPerformance(unpriced, context({ isPublished: true }))).toEqual({
      ok: false,
      faults: { 'prices.b.price': { code: 'price_missing' } },
    });
  });

  it('names every wrong field at once', () => {
    const wrong = draft({
      ...{ venueId: '', title: ' ', startsAt: '', heldBack: 'F 11', saleStartsAt: '2027-02-30T10:00' },
      prices: [{ id: 'a', name: ' ', price: '0.10', fareClass: '' }],
    });

    expect(toPerformance(wrong, context())).toEqual({
      ok: false,
      faults: {
        venueId: { code: 'venue_missing' },
        title: { code: 'title_missing' },
        startsAt: { code: 'start_invalid' },
        saleStartsAt: { code: 'start_invalid' },
        heldBack: { code: 'held_back_invalid' },
        'prices.a.price': { code: 'price_too_small' },
        'prices.a.name': { code: 'name_missing' },
      },
    });
  });

  it.each([
    [{ saleEndsAt: '2027-07-15T19:31' }, { saleEndsAt: { code: 'sale_ends_after_start' } }],
    [{ saleStartsAt: '2027-07-15T19:30' }, { saleStartsAt: { code: 'sale_starts_after_end' } }],
    [
      { saleStartsAt: '2027-07-02T10:00', saleEndsAt: '2027-07-01T10:00' },
      { saleStartsAt: { code: 'sale_starts_after_end' } },
    ],
  ])('refuses the sale %j', (sale, faults) => {
    expect(toPerformance(draft(sale), context())).toEqual({ ok: false, faults });
  });

  it('refuses a departure to nowhere, to where it begins, or that arrives before', () => {
    const journey = draft({ kind: 'departure', arrivesAt: '2027-07-15T18:30' });

    expect(toPerformance(journey, context({ origin: berlin }))).toMatchObject({
      faults: { destination: { code: 'place_unknown' }, arrivesAt: { code: 'arrives_before_start' } },
    });
    expect(toPerformance(journey, context({ origin: berlin, destination: berlin }))).toMatchObject({
      faults: { destination: { code: 'same_place' } },
    });
  });
});

describe('an edit', () => {
  const bodyOf = (given: PerformanceDraft) => {
    const checked = toPerformance(given, context());
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.body;
  };
  const before = performanceDraftOf(performance, 'en');

  it('starts with the values of the performance', () => {
    expect(before).toMatchObject({
      ...{ startsAt: '2027-07-15T19:30', saleEndsAt: '2027-07-15T14:00', maxParty: '6' },
      ...{ heldBack: 'Press: st F 11-12', prices: [{ price: '49.50' }] },
    });
    expect(performanceDraftOf(performance, 'de').prices[0]?.price).toBe('49,50');
  });

  it('sends what was changed, and nothing without a change', () => {
    expect(changeOf(bodyOf(before), bodyOf(before))).toBeNull();
    expect(changeOf(bodyOf(before), bodyOf({ ...before, title: 'Trios', saleEndsAt: '' }))).toEqual({
      title: 'Trios',
      saleEndsAt: null,
    });
  });
});

it('typed prices stay when the seat map gets other categories', () => {
  expect(pricesFor(['b', 'a'], draft().prices)).toEqual([
    { id: 'b', name: 'b', price: '', fareClass: '' },
    { id: 'a', name: 'Stalls', price: '49', fareClass: '' },
  ]);
});

it.each([
  ['categories.0.price', 'prices.a.price'],
  ['categories.7.price', 'categories.7.price'],
  ['heldBack.0.seatIds.2', 'heldBack'],
  ['originId', 'origin'],
  ['title', 'title'],
  [undefined, undefined],
])('the API’s field %s is the form’s %s', (field, name) => {
  expect(fieldNamed(field, [{ id: 'a' }])).toBe(name);
});
