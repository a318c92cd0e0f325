import type { Fault } from '@/api/problem.ts';
import { fareClassOf } from '@/format/fare-classes.ts';
import { parsePrice, smallestPrice } from '@/format/money.ts';
import { isVisible } from '@/format/visible.ts';
import { fromZonedTime, toZonedTime } from '@/format/zoned-time.ts';
import type { Locale } from '@/i18n/locales.ts';
import type { PerformanceBody, PerformanceChange, PerformanceWithSeats } from './api/schemas.ts';
import { poolsOf, poolText, readPools } from './held-back.ts';

export const performanceFields = [
  'kind',
  'venueId',
  'title',
  'description',
  'startsAt',
  'origin',
  'destination',
  'arrivesAt',
  'saleStartsAt',
  'saleEndsAt',
  'maxParty',
  'heldBack',
] as const;
export type PerformanceField = (typeof performanceFields)[number];

/** What is typed for a price category. */
export interface PriceDraft {
  id: string;
  name: string;
  price: string;
  /** Of a departure; '' for none. */
  fareClass: string;
}

/** A performance being edited: every field is text. Places of a departure are names. */
export interface PerformanceDraft extends Record<PerformanceField, string> {
  prices: readonly PriceDraft[];
}

export const defaultMaxParty = 8;
export const largestParty = 12;

const typedPrice = (price: number, locale: Locale): string =>
  locale === 'de' ? price.toFixed(2).replace('.', ',') : price.toFixed(2);

/** @param venueId the venue of a new performance */
export function blankPerformance(venueId: string): PerformanceDraft {
  return {
    ...{ kind: 'performance', venueId, title: '', description: '', startsAt: '' },
    ...{ origin: '', destination: '', arrivesAt: '', saleStartsAt: '', saleEndsAt: '' },
    ...{ maxParty: String(defaultMaxParty), heldBack: '', prices: [] },
  };
}

export function performanceDraftOf(performance: PerformanceWithSeats, locale: Locale): PerformanceDraft {
  const { kind, venue, title, description, timeZone, origin, destination, categories } = performance;
  const wallClock = (instant: string | null, zone = timeZone) => (instant ? toZonedTime(new Date(instant), zone) : '');
  return {
    ...{ kind, venueId: venue.id, title, description: description ?? '', startsAt: wallClock(performance.startsAt) },
    ...{ origin: origin?.name ?? '', destination: destination?.name ?? '' },
    arrivesAt: wallClock(performance.arrivesAt, destination?.timeZone),
    saleStartsAt: wallClock(performance.saleStartsAt),
    saleEndsAt: wallClock(performance.saleEndsAt),
    maxParty: String(performance.maxParty),
    heldBack: poolText(performance.heldBack ?? []),
    prices: categories.map(({ id, name, price, fareClass }) => ({
      ...{ id, name },
      price: typedPrice(price, locale),
      fareClass: fareClass ?? '',
    })),
  };
}

/** Returns the prices to type for a seat map's categories; what was typed for a category before stays. */
export const pricesFor = (categoryIds: readonly string[], typed: readonly PriceDraft[]): PriceDraft[] =>
  categoryIds.map((id) => typed.find((price) => price.id === id) ?? { id, name: id, price: '', fareClass: '' });

/** A city as far as a form needs it. */
export interface FormPlace {
  id: string;
  timeZone: string;
}

/** What the fields of a draft refer to. */
export interface DraftContext {
  locale: Locale;
  /** Of the venue. */
  timeZone: string;
  /** Of a departure; null for a name that no city has. */
  origin: FormPlace | null;
  destination: FormPlace | null;
  /** After the publication, every category keeps a price. */
  isPublished: boolean;
}

export type PerformanceFaults = Record<string, Fault>;
export type CheckedPerformance =
  | { ok: true; body: Omit<PerformanceBody, 'organiserId'> }
  | { ok: false; faults: PerformanceFaults };

export const priceFieldOf = (id: string, part: 'name' | 'price'): string => `prices.${id}.${part}`;

function priceFaults(prices: readonly PriceDraft[], { locale, isPublished }: DraftContext): PerformanceFaults {
  const faults: PerformanceFaults = {};
  for (const { id, name, price } of prices) {
    const parsed = parsePrice(price, locale);
    const isOpen = price.trim() === '' && !isPublished;
    if (!parsed.ok && !isOpen) faults[priceFieldOf(id, 'price')] = { code: parsed.code };
    if (parsed.ok && Number(parsed.price) < smallestPrice)
      faults[priceFieldOf(id, 'price')] = { code: 'price_too_small' };
    if (!isVisible(name)) faults[priceFieldOf(id, 'name')] = { code: 'name_missing' };
  }
  return faults;
}

const timesOf = (draft: PerformanceDraft, { timeZone, origin, destination }: DraftContext) => {
  const zone = (draft.kind === 'departure' && origin?.timeZone) || timeZone;
  return {
    startsAt: fromZonedTime(draft.startsAt, zone),
    saleStartsAt: fromZonedTime(draft.saleStartsAt, zone),
    saleEndsAt: fromZonedTime(draft.saleEndsAt, zone),
    arrivesAt: draft.kind === 'departure' ? fromZonedTime(draft.arrivesAt, destination?.timeZone ?? zone) : null,
  };
};

function timeFaults(draft: PerformanceDraft, context: DraftContext): PerformanceFaults {
  const { startsAt, saleStartsAt, saleEndsAt, arrivesAt } = timesOf(draft, context);
  const saleEnd = saleEndsAt ?? startsAt;
  const isJourney = draft.kind === 'departure';
  return {
    ...(!startsAt && { startsAt: { code: 'start_invalid' } }),
    ...(saleStartsAt && saleEnd && saleStartsAt >= saleEnd && { saleStartsAt: { code: 'sale_starts_after_end' } }),
    ...(saleEndsAt && startsAt && saleEndsAt > startsAt && { saleEndsAt: { code: 'sale_ends_after_start' } }),
    ...(draft.saleStartsAt !== '' && !saleStartsAt && { saleStartsAt: { code: 'start_invalid' } }),
    ...(draft.saleEndsAt !== '' && !saleEndsAt && { saleEndsAt: { code: 'start_invalid' } }),
    ...(isJourney && !arrivesAt && { arrivesAt: { code: 'start_invalid' } }),
    ...(startsAt && arrivesAt && arrivesAt <= startsAt && { arrivesAt: { code: 'arrives_before_start' } }),
  };
}

function faultsOf(draft: PerformanceDraft, context: DraftContext): PerformanceFaults {
  const { origin, destination } = context;
  const isJourney = draft.kind === 'departure';
  const isRound = isJourney && origin !== null && origin.id === destination?.id;
  return {
    ...(draft.venueId === '' && { venueId: { code: 'venue_missing' } }),
    ...(!isVisible(draft.title) && { title: { code: 'title_missing' } }),
    ...timeFaults(draft, context),
    ...(isJourney && !origin && { origin: { code: 'place_unknown' } }),
    ...(isJourney && !destination && { destination: { code: 'place_unknown' } }),
    ...(isRound && { destination: { code: 'same_place' } }),
    ...(!readPools(draft.heldBack) && { heldBack: { code: 'held_back_invalid' } }),
    ...priceFaults(draft.prices, context),
  };
}

/** Returns a draft as the API takes it, or every fault at once. A category without a price is left out until it has one. */
export function toPerformance(draft: PerformanceDraft, context: DraftContext): CheckedPerformance {
  const faults = faultsOf(draft, context);
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const { startsAt, saleStartsAt, saleEndsAt, arrivesAt } = timesOf(draft, context);
  const isJourney = draft.kind === 'departure';
  const categories = draft.prices.flatMap(({ id, name, price, ...typed }) => {
    const parsed = parsePrice(price, context.locale);
    const fareClass = (isJourney && fareClassOf(typed.fareClass)) || null;
    return parsed.ok ? [{ id, name: name.trim(), price: parsed.price, fareClass }] : [];
  });
  const body: Omit<PerformanceBody, 'organiserId'> = {
    kind: isJourney ? 'departure' : 'performance',
    venueId: draft.venueId,
    title: draft.title.trim(),
    description: isVisible(draft.description) ? draft.description.trim() : null,
    startsAt: startsAt?.toISOString() ?? '',
    arrivesAt: arrivesAt?.toISOString() ?? null,
    originId: isJourney ? (context.origin?.id ?? null) : null,
    destinationId: isJourney ? (context.destination?.id ?? null) : null,
    saleStartsAt: saleStartsAt?.toISOString() ?? null,
    saleEndsAt: saleEndsAt?.toISOString() ?? null,
    maxParty: Number(draft.maxParty),
    categories,
    heldBack: poolsOf(readPools(draft.heldBack) ?? []),
  };
  return { ok: true, body };
}

/**
 * Returns what an edit changes: a field that shows the same as before is not sent, because the form shows less than the
 * API has (seconds, the second of two equal hours in autumn).
 * @param before the body of the unchanged form
 * @returns null when nothing was changed
 */
export function changeOf(
  before: Omit<PerformanceBody, 'organiserId'>,
  after: Omit<PerformanceBody, 'organiserId'>,
): PerformanceChange | null {
  const names = Object.keys(after) as (keyof typeof after)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/** Returns the name of the form's field that an answer of the API names: `categories.0.price` is the first with a price. */
export function fieldNamed(field: string | undefined, categories: readonly { id: string }[]): string | undefined {
  const [, at, part] = /^categories\.(\d+)\.(name|price)$/.exec(field ?? '') ?? [];
  const category = categories[Number(at)];
  if (category && (part === 'name' || part === 'price')) return priceFieldOf(category.id, part);
  if (field?.startsWith('heldBack')) return 'heldBack';
  return ({ originId: 'origin', destinationId: 'destination' } as Record<string, string>)[field ?? ''] ?? field;
}
