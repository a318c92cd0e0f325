import { isDeepStrictEqual } from 'node:util';
import { invalidInput, ruleViolated } from '@ticketing/common/errors';
import { assertFareClasses, type FareClass } from './fare-class.ts';
import type { Place } from './place.ts';
import { categoryIdsOf, type SeatMap, seatIdsOf } from './seat-map.ts';

/** One date of an event, or one departure of a train, ship or plane: what a seat is sold for. */
export const performanceKinds = ['performance', 'departure'] as const;
export type PerformanceKind = (typeof performanceKinds)[number];

/** `cancelled` is the end of a performance that was on sale; everything sold is given back. */
export const performanceStatuses = ['draft', 'on_sale', 'closed', 'cancelled'] as const;
export type PerformanceStatus = (typeof performanceStatuses)[number];

export interface Category {
  /** Referred to by the rows of the seat map. */
  id: string;
  name: string;
  priceMinor: number;
  /** Of a departure's category; null for one that is in no class. */
  fareClass: FareClass | null;
}

/** Seats that are kept for somebody, such as the promoter or the press. */
export interface HoldPool {
  name: string;
  seatIds: readonly string[];
}

/** Why and when a performance was cancelled. */
export interface Cancellation {
  /** In the organiser's words, shown to everybody. */
  reason: string;
  at: Date;
}

/** A copy of what never changes about a venue. */
export interface VenueReference {
  id: string;
  name: string;
  place: Place;
}

export interface Details {
  kind: PerformanceKind;
  venue: VenueReference;
  title: string;
  description: string | null;
  startsAt: Date;
  /** Set for departures. */
  arrivesAt: Date | null;
  origin: Place | null;
  destination: Place | null;
  /** Nobody can reserve before; null for at once. */
  saleStartsAt: Date | null;
  /** At the latest at the start; null for the start itself. */
  saleEndsAt: Date | null;
  /** Seats that one order may have. */
  maxParty: number;
  categories: readonly Category[];
  heldBack: readonly HoldPool[];
}

export interface Performance extends Details {
  id: string;
  organiserId: string;
  currency: string;
  status: PerformanceStatus;
  /** Version of the last published event; null for a draft. */
  version: number | null;
  /** Counts the changes of a draft, which publish nothing. */
  draftVersion: number;
  /** The seat map that was published; null for a draft, which shows the venue's newest. */
  seatMapVersion: number | null;
  /** null unless it was cancelled. */
  cancellation: Cancellation | null;
  createdAt: Date;
  updatedAt: Date;
}

export const defaultMaxParty = 8;
export const largestParty = 12;

/** Returns where it takes place, or begins. */
export const placeOf = ({ kind, origin, venue }: Pick<Details, 'kind' | 'origin' | 'venue'>): Place =>
  kind === 'departure' && origin ? origin : venue.place;

/** Whether visitors find it in lists, until it starts. */
export const isListed = ({ status }: Pick<Performance, 'status'>): boolean =>
  status === 'on_sale' || status === 'closed';

export const heldBackSeatIds = ({ heldBack }: Pick<Details, 'heldBack'>): string[] =>
  heldBack.flatMap(({ seatIds }) => seatIds);

/** Returns the first value that occurs twice. */
const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/**
 * Checks what must agree within a performance, in every state.
 * @throws DomainError sale_ends_after_start, sale_starts_after_end, journey_required, journey_not_allowed,
 *   arrives_before_start, duplicate_category, fare_class_not_allowed, seat_held_twice
 */
export function assertConsistent(details: Details): void {
  const { startsAt, saleStartsAt, saleEndsAt, categories } = details;
  if (saleEndsAt && saleEndsAt > startsAt)
    throw invalidInput('sale_ends_after_start', 'The sale must end before the start', 'saleEndsAt');
  if (saleStartsAt && saleStartsAt >= (saleEndsAt ?? startsAt))
    throw invalidInput('sale_starts_after_end', 'The sale must start before it ends', 'saleStartsAt');
  assertJourney(details);
  const category = repeated(categories.map(({ id }) => id));
  if (category !== undefined)
    throw invalidInput('duplicate_category', `There are two categories ${category}`, 'categories');
  assertFareClasses(details);
  const held = heldBackSeatIds(details);
  if (new Set(held).size < held.length) throw invalidInput('seat_held_twice', 'A seat is held back twice', 'heldBack');
}

function assertJourney({ kind, startsAt, arrivesAt, origin, destination }: Details): void {
  const parts = [arrivesAt, origin, destination];
  if (kind === 'performance') {
    if (parts.some((part) => part !== null))
      throw invalidInput('journey_not_allowed', 'Only a departure has an origin, a destination and an arrival', 'kind');
    return;
  }
  if (parts.includes(null))
    throw invalidInput('journey_required', 'A departure has an origin, a destination and an arrival', 'kind');
  if (origin?.id === destination?.id)
    throw invalidInput('journey_required', 'A departure goes to another place', 'destinationId');
  if (arrivesAt && arrivesAt <= startsAt)
    throw invalidInput('arrives_before_start', 'A departure arrives after it starts', 'arrivesAt');
}

/** What can change after publication: the seats, their categories and who may buy how many are a promise. */
const changeable: readonly (keyof Details)[] = [
  'title',
  'description',
  'startsAt',
  'arrivesAt',
  'saleStartsAt',
  'saleEndsAt',
  'categories',
];

const idsOf = (categories: readonly Category[]): string[] => categories.map(({ id }) => id).sort();

/** @throws DomainError performance_cancelled, fixed_after_publication, start_in_past, sale_end_in_past */
function assertMayChange(before: Performance, after: Details, changed: readonly (keyof Details)[], now: Date): void {
  assertNotCancelled(before);
  const fixed = changed.find((name) => !changeable.includes(name));
  if (fixed) throw ruleViolated('fixed_after_publication', `${fixed} can't change after the publication`);
  if (!isDeepStrictEqual(idsOf(before.categories), idsOf(after.categories)))
    throw ruleViolated('fixed_after_publication', 'Categories can get another name and price, but no other id');
  if (changed.includes('startsAt')) assertFuture(after.startsAt, now);
  if (changed.includes('saleEndsAt')) assertSaleEndInFuture(after.saleEndsAt, now);
}

/** @throws DomainError start_in_past */
function assertFuture(startsAt: Date, now: Date): void {
  if (startsAt <= now) throw invalidInput('start_in_past', 'It must start in the future', 'startsAt');
}

/** @throws DomainError sale_end_in_past */
function assertSaleEndInFuture(saleEndsAt: Date | null, now: Date): void {
  if (saleEndsAt && saleEndsAt <= now)
    throw invalidInput('sale_end_in_past', 'The sale must end in the future', 'saleEndsAt');
}

function assertNotCancelled({ status }: Performance): void {
  if (status === 'cancelled') throw ruleViolated('performance_cancelled', 'It was cancelled');
}

/**
 * Returns the performance after an edit; null when nothing changes, because then nothing is published. A draft can
 * change altogether, a published one in what {@link changeable} names.
 * @throws DomainError performance_cancelled, fixed_after_publication, start_in_past, sale_end_in_past, and those of
 *   {@link assertConsistent}
 */
export function edit(performance: Performance, change: Partial<Details>, now: Date): Performance | null {
  const names = Object.keys(change) as (keyof Details)[];
  const changed = names.filter((name) => !isDeepStrictEqual(performance[name], change[name]));
  if (changed.length === 0) return null;
  const edited = { ...performance, ...change };
  assertConsistent(edited);
  if (performance.version === null) return { ...edited, draftVersion: performance.draftVersion + 1 };
  assertMayChange(performance, edited, changed, now);
  return { ...edited, version: performance.version + 1 };
}

/**
 * Returns the performance on sale, with the seat map that it keeps; null when it is on sale already.
 * @param seatMap the venue's newest; null if it has none
 * @throws DomainError sale_closed, performance_cancelled, seat_map_missing, start_in_past, sale_end_in_past,
 *   category_missing, category_unused, unknown_seat
 */
export function publish(performance: Performance, seatMap: SeatMap | null, now: Date): Performance | null {
  const { status, startsAt, saleEndsAt, categories } = performance;
  if (status === 'on_sale') return null;
  assertNotCancelled(performance);
  if (status === 'closed') throw ruleViolated('sale_closed', 'The sale is closed');
  if (!seatMap) throw ruleViolated('seat_map_missing', 'The venue has no seat map');
  assertFuture(startsAt, now);
  assertSaleEndInFuture(saleEndsAt, now);
  const priced = new Set(categories.map(({ id }) => id));
  const needed = categoryIdsOf(seatMap.sections);
  const missing = [...needed].find((id) => !priced.has(id));
  if (missing !== undefined) throw ruleViolated('category_missing', `Category ${missing} of the seat map has no price`);
  // Its price could be the lowest that visitors are shown.
  const unused = [...priced].find((id) => !needed.has(id));
  if (unused !== undefined) throw ruleViolated('category_unused', `No seat has the category ${unused}`);
  const seats = seatIdsOf(seatMap.sections);
  const unknown = heldBackSeatIds(performance).find((id) => !seats.has(id));
  if (unknown !== undefined) throw ruleViolated('unknown_seat', `There is no seat ${unknown}`);
  return { ...performance, status: 'on_sale', version: 0, seatMapVersion: seatMap.version };
}

/**
 * Returns the performance with its sale closed; null when it is closed already. What is reserved may still be paid.
 * @throws DomainError not_published, performance_cancelled
 */
export function close(performance: Performance): Performance | null {
  assertNotCancelled(performance);
  if (performance.version === null) throw ruleViolated('not_published', 'It is not on sale');
  if (performance.status === 'closed') return null;
  return { ...performance, status: 'closed', version: performance.version + 1 };
}

/** Returns a draft, which only its organiser's members see. */
export const newDraft = (
  details: Details,
  { id, organiserId, now }: Pick<Performance, 'id' | 'organiserId'> & { now: Date },
): Performance => ({
  ...details,
  id,
  organiserId,
  currency: 'USD',
  status: 'draft',
  version: null,
  draftVersion: 0,
  seatMapVersion: null,
  cancellation: null,
  createdAt: now,
  updatedAt: now,
});

/**
 * Returns the performance cancelled, for good; null when it was cancelled already, whose reason stays. It is possible
 * after the start, too: for a train that did not leave.
 * @throws DomainError not_published for a draft, which nobody has bought anything of
 */
export function cancel(performance: Performance, reason: string, now: Date): Performance | null {
  if (performance.version === null) throw ruleViolated('not_published', 'It is not on sale');
  if (performance.status === 'cancelled') return null;
  const cancellation = { reason, at: now };
  return { ...performance, status: 'cancelled', cancellation, version: performance.version + 1 };
}

/** Returns the lowest price, minor units; null without a category. */
export const fromPriceMinor = ({ categories }: Pick<Details, 'categories'>): number | null =>
  categories.length === 0 ? null : Math.min(...categories.map(({ priceMinor }) => priceMinor));

/** Returns what identifies a state of the performance: the version of its last event, or of a draft the number of changes. */
export const validatorOf = ({ version, draftVersion }: Pick<Performance, 'version' | 'draftVersion'>): string =>
  version === null ? `draft-${draftVersion}` : String(version);
