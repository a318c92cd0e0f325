import { describe, expect, it } from '@jest/globals';
import {
  assertConsistent,
  cancel,
  close,
  type Details,
  edit,
  fromPriceMinor,
  type Performance,
  placeOf,
  publish,
} from './performance.ts';
import { publishedEvent, updatedEvent } from './performance-events.ts';
import { type SeatMap, toSections } from './seat-map.ts';

const now = new Date('2027-01-01T00:00:00Z');
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const berlin = { id: 'berlin-de', name: 'Berlin', country: 'Germany', timeZone: 'Europe/Berlin' };
const vienna = { id: 'vienna-at', name: 'Vienna', country: 'Austria', timeZone: 'Europe/Vienna' };
const seatMap: SeatMap = {
  venueId: 'v',
  version: 3,
  sections: toSections([
    {
      id: 's',
      name: 'Stalls',
      rows: [{ label: 'A', categoryId: 'a', seats: { from: 1, to: 4, aislesAfter: [] } }],
      standing: null,
    },
    { id: 'f', name: 'Floor', rows: [], standing: { quota: 10, categoryId: 'b' } },
  ]),
};
const draft: Performance = {
  id: 'p',
  organiserId: 'o',
  kind: 'performance',
  venue: { id: 'v', name: 'Hall', place: vienna },
  title: 'Quartets',
  description: null,
  startsAt: at(48),
  arrivesAt: null,
  origin: null,
  destination: null,
  saleStartsAt: null,
  saleEndsAt: null,
  maxParty: 8,
  categories: [
    { id: 'a', name: 'Seats', priceMinor: 4_900, fareClass: null },
    { id: 'b', name: 'Floor', priceMinor: 1_900, fareClass: null },
  ],
  heldBack: [{ name: 'Press', seatIds: ['s:A:1'] }],
  currency: 'USD',
  status: 'draft',
  version: null,
  draftVersion: 0,
  seatMapVersion: null,
  cancellation: null,
  createdAt: now,
  updatedAt: now,
};
const journey: Partial<Details> = { kind: 'departure', origin: berlin, destination: vienna, arrivesAt: at(57) };
const published = publish(draft, seatMap, now) as Performance;
const code = (expected: string, field?: string) => expect.objectContaining({ code: expected, ...(field && { field }) });

describe('a performance', () => {
  it('takes place at its venue; a departure at its origin', () => {
    expect(placeOf(draft)).toBe(vienna);
    expect(placeOf({ ...draft, ...journey })).toBe(berlin);
  });

  it('costs at least its cheapest category', () => {
    expect(fromPriceMinor(draft)).toBe(1_900);
    expect(fromPriceMinor({ categories: [] })).toBeNull();
  });

  it.each<[string, Partial<Details>]>([
    ['sale_ends_after_start', { saleEndsAt: at(49) }],
    ['sale_starts_after_end', { saleStartsAt: at(48) }],
    ['sale_starts_after_end', { saleStartsAt: at(24), saleEndsAt: at(24) }],
    ['journey_required', { kind: 'departure' }],
    ['journey_required', { ...journey, arrivesAt: null }],
    ['journey_required', { ...journey, destination: berlin }],
    ['journey_not_allowed', { ...journey, kind: 'performance' }],
    ['arrives_before_start', { ...journey, arrivesAt: at(48) }],
    ['duplicate_category', { categories: [draft.categories[0], draft.categories[0]] as Details['categories'] }],
    ['seat_held_twice', { heldBack: [...draft.heldBack, { name: 'Promoter', seatIds: ['s:A:1'] }] }],
  ])('is refused with %s', (expected, change) => {
    expect(() => assertConsistent({ ...draft, ...change })).toThrow(code(expected));
  });

  it.each<[string, Partial<Details>]>([
    ['a sale until the start', { saleEndsAt: at(48) }],
    ['a presale', { saleStartsAt: at(1), saleEndsAt: at(2) }],
    ['a departure', journey],
  ])('may be %s', (_what, change) => expect(() => assertConsistent({ ...draft, ...change })).not.toThrow());
});

describe('an edit', () => {
  it('that changes nothing is none, whatever it contains', () => {
    for (const performance of [draft, published]) {
      expect(edit(performance, { title: 'Quartets', startsAt: at(48) }, now)).toBeNull();
      expect(edit(performance, { heldBack: [{ name: 'Press', seatIds: ['s:A:1'] }] }, now)).toBeNull();
      expect(edit(performance, {}, now)).toBeNull();
    }
  });

  it('of a draft changes everything and publishes nothing', () => {
    const edited = edit(draft, { ...journey, maxParty: 4, startsAt: at(-1), arrivesAt: at(1) }, now);
    expect(edited).toMatchObject({ kind: 'departure', maxParty: 4, version: null, draftVersion: 1 });
  });

  it('of a published one raises the version by one', () => {
    const prices = draft.categories.map((category) => ({ ...category, priceMinor: 5_000 }));
    expect(edit(published, { title: 'Trios', categories: prices }, now)).toMatchObject({
      ...{ title: 'Trios', version: 1, draftVersion: 0, categories: prices },
    });
  });

  it.each<[string, Partial<Details>]>([
    ['fixed_after_publication', journey],
    ['fixed_after_publication', { maxParty: 4 }],
    ['fixed_after_publication', { heldBack: [] }],
    ['fixed_after_publication', { venue: { ...draft.venue, id: 'w' } }],
    ['fixed_after_publication', { categories: draft.categories.slice(0, 1) }],
    ['start_in_past', { startsAt: now }],
    ['sale_end_in_past', { saleEndsAt: now }],
  ])('of a published one is refused: %s', (expected, change) => {
    expect(() => edit(published, change, now)).toThrow(code(expected));
  });

  it('leaves times that are over, and changes nothing that is cancelled', () => {
    expect(edit(published, { title: 'Trios' }, at(100))).toMatchObject({ title: 'Trios' });
    expect(() => edit({ ...published, status: 'cancelled' }, { title: 'Trios' }, now)).toThrow(
      code('performance_cancelled'),
    );
  });
});

describe('a publication', () => {
  it('puts it on sale with the seat map of the moment, once', () => {
    expect(published).toMatchObject({ status: 'on_sale', version: 0, seatMapVersion: 3 });
    expect(publish(published, { ...seatMap, version: 4 }, now)).toBeNull();
  });

  it.each<[string, Partial<Performance>, SeatMap | null, Date]>([
    ['seat_map_missing', {}, null, now],
    ['start_in_past', {}, seatMap, at(48)],
    ['sale_end_in_past', { saleEndsAt: at(1) }, seatMap, at(1)],
    ['category_missing', { categories: draft.categories.slice(0, 1) }, seatMap, now],
    [
      'category_unused',
      { categories: [...draft.categories, { id: 'c', name: 'C', priceMinor: 50, fareClass: null }] },
      seatMap,
      now,
    ],
    ['unknown_seat', { heldBack: [{ name: 'Press', seatIds: ['s:A:5'] }] }, seatMap, now],
    ['sale_closed', { status: 'closed', version: 1 }, seatMap, now],
    ['performance_cancelled', { status: 'cancelled', version: 1 }, seatMap, now],
  ])('is refused: %s', (expected, given, map, when) => {
    expect(() => publish({ ...draft, ...given }, map, when)).toThrow(code(expected));
  });

  it('tells consumers everything, and later events what may change', () => {
    expect(publishedEvent(published, seatMap)).toMatchObject({
      ...{ id: 'p', organiserId: 'o', timeZone: 'Europe/Vienna', maxParty: 8, version: 0, heldBack: ['s:A:1'] },
      categories: [
        { id: 'a', name: 'Seats', price: 4_900 },
        { id: 'b', name: 'Floor', price: 1_900 },
      ],
      sections: seatMap.sections,
    });
    expect(updatedEvent({ ...published, status: 'closed' }, 1)).toMatchObject({
      id: 'p',
      status: 'closed',
      version: 1,
    });
  });
});

describe('the end of a sale', () => {
  it('is published once', () => {
    const closed = close(published) as Performance;
    expect(closed).toMatchObject({ status: 'closed', version: 1 });
    expect(close(closed)).toBeNull();
  });

  it('is refused for a draft and a cancelled one', () => {
    expect(() => close(draft)).toThrow(code('not_published'));
    expect(() => close({ ...published, status: 'cancelled' })).toThrow(code('performance_cancelled'));
  });
});

describe('a cancellation', () => {
  const cancelled = cancel(published, 'Illness', now) as Performance;

  it('is the next version, from on sale or closed, also after the start', () => {
    expect(cancelled).toMatchObject({ status: 'cancelled', version: 1, cancellation: { reason: 'Illness', at: now } });
    expect(cancel(close(published) as Performance, 'Illness', at(100))).toMatchObject({
      status: 'cancelled',
      version: 2,
    });
    expect(updatedEvent(cancelled, 1)).toMatchObject({ status: 'cancelled', version: 1 });
  });

  it('happens once, and not to a draft', () => {
    expect(cancel(cancelled, 'Another', at(1))).toBeNull();
    expect(() => cancel(draft, 'Illness', now)).toThrow(code('not_published'));
  });
});
