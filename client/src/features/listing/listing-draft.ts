import type { Fault } from '@/api/problem.ts';
import type { Listing, ListingChange } from '@/api/requests.ts';
import { type Category, categories, type Ticket } from '@/api/schemas.ts';
import { zoneOf } from '@/format/event-zone.ts';
import { parsePrice, smallestPrice } from '@/format/money.ts';
import { isVisible } from '@/format/visible.ts';
import { fromZonedTime, toZonedTime } from '@/format/zoned-time.ts';
import type { Locale } from '@/i18n/locales.ts';

export const draftFields = [
  'title',
  'price',
  'category',
  'startsAt',
  'saleEndsAt',
  'timeZone',
  'venue',
  'city',
  'from',
  'to',
  'description',
] as const;

/** A listing being edited: every field is text. */
export type Draft = Record<(typeof draftFields)[number], string>;

/** @param timeZone the zone of a new listing; '' while it is unknown */
export function draftOf(ticket: Ticket | undefined, locale: Locale, timeZone = ''): Draft {
  const price = ticket?.price.toFixed(2) ?? '';
  const zone = ticket ? zoneOf(ticket) : timeZone;
  const wallClock = (instant: string | null | undefined) => (instant ? toZonedTime(new Date(instant), zone) : '');
  return {
    title: ticket?.title ?? '',
    price: locale === 'de' ? price.replace('.', ',') : price,
    category: ticket?.category ?? 'concert',
    startsAt: wallClock(ticket?.startsAt),
    saleEndsAt: wallClock(ticket?.saleEndsAt),
    timeZone: zone,
    venue: ticket?.venue ?? '',
    city: ticket?.city ?? '',
    from: ticket?.from ?? '',
    to: ticket?.to ?? '',
    description: ticket?.description ?? '',
  };
}

export type DraftFaults = Partial<Record<keyof Draft, Fault>>;
export type CheckedDraft = { ok: true; listing: Listing } | { ok: false; faults: DraftFaults };

const instantOf = (draft: Draft, field: 'startsAt' | 'saleEndsAt'): Date | null =>
  fromZonedTime(draft[field], zoneOf(draft));

function faultsOf(draft: Draft, locale: Locale): DraftFaults {
  const price = parsePrice(draft.price, locale);
  const [startsAt, saleEndsAt] = [instantOf(draft, 'startsAt'), instantOf(draft, 'saleEndsAt')];
  const isTooCheap = price.ok && Number(price.price) < smallestPrice;
  return {
    ...(!isVisible(draft.title) && { title: { code: 'title_missing' } }),
    ...(!price.ok && { price: { code: price.code } }),
    ...(isTooCheap && { price: { code: 'price_too_small' } }),
    ...(draft.startsAt !== '' && !startsAt && { startsAt: { code: 'start_invalid' } }),
    ...(draft.saleEndsAt !== '' && !saleEndsAt && { saleEndsAt: { code: 'start_invalid' } }),
    ...(startsAt && saleEndsAt && saleEndsAt > startsAt && { saleEndsAt: { code: 'sale_ends_after_start' } }),
  };
}

export function toListing(draft: Draft, locale: Locale): CheckedDraft {
  const faults = faultsOf(draft, locale);
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, listing: converted(draft, locale) };
}

/** A journey has an origin and a destination, everything else a venue; other fields are cleared. */
function converted(draft: Draft, locale: Locale): Listing {
  const category = categoryOf(draft);
  const isJourney = category === 'travel';
  const price = parsePrice(draft.price, locale);
  const text = (value: string, isAsked = true) => (isAsked && isVisible(value) ? value.trim() : null);
  return {
    title: draft.title.trim(),
    price: price.ok ? price.price : '',
    category,
    startsAt: instantOf(draft, 'startsAt')?.toISOString() ?? null,
    saleEndsAt: instantOf(draft, 'saleEndsAt')?.toISOString() ?? null,
    timeZone: draft.timeZone || null,
    venue: text(draft.venue, !isJourney),
    city: text(draft.city, !isJourney),
    from: text(draft.from, isJourney),
    to: text(draft.to, isJourney),
    description: text(draft.description),
  };
}

export type CheckedChange = { ok: true; change: ListingChange | null } | { ok: false; faults: DraftFaults };

/**
 * Returns what the seller changed about a listing. A field that shows the same as before is not sent: the form shows
 * less than the listing has (seconds, the second of two equal hours in autumn, fields of other categories). Fields of
 * the other kind are cleared only when the category changes between journey and event.
 * @returns a null change when nothing was changed
 */
export function changeOf(ticket: Ticket, draft: Draft, locale: Locale): CheckedChange {
  const before = draftOf(ticket, locale);
  const touched = draftFields.filter((field) => draft[field] !== before[field]);
  // A fault that the listing has had since before this edit must not keep its seller from changing the rest.
  const own = Object.entries(faultsOf(draft, locale)).filter(([field]) => touched.some((name) => name === field));
  if (own.length > 0) return { ok: false, faults: Object.fromEntries(own) };
  if (touched.length === 0) return { ok: true, change: null };
  const sent = new Set<keyof Listing>(touched);
  if (sent.has('timeZone')) for (const field of ['startsAt', 'saleEndsAt'] as const) if (draft[field]) sent.add(field);
  if ((before.category === 'travel') !== (draft.category === 'travel'))
    for (const field of ['venue', 'city', 'from', 'to'] as const) sent.add(field);
  const listing = converted(draft, locale);
  const fields = Object.fromEntries([...sent].map((field) => [field, listing[field]])) as Partial<Listing>;
  const { title, price } = ticket;
  return { ok: true, change: { title, price: price.toFixed(2), ...fields } };
}

/** Returns a saved listing in the form that an edit sends. */
export const listingOf = (ticket: Ticket): Listing => ({
  title: ticket.title,
  price: ticket.price.toFixed(2),
  category: ticket.category,
  startsAt: ticket.startsAt,
  saleEndsAt: ticket.saleEndsAt,
  timeZone: ticket.timeZone,
  venue: ticket.venue,
  city: ticket.city,
  from: ticket.from,
  to: ticket.to,
  description: ticket.description,
});

const isSame = (field: keyof Listing, a: string | null, b: string | null): boolean => {
  if (a === null || b === null) return a === b;
  if (field === 'price') return Number(a) === Number(b);
  return field === 'startsAt' || field === 'saleEndsAt' ? Date.parse(a) === Date.parse(b) : a === b;
};

/** Returns the fields of `wanted` that differ from a listing, with title and price; null when none does. */
export function missingFrom(saved: Listing, wanted: ListingChange): ListingChange | null {
  const names = (Object.keys(wanted) as (keyof Listing)[]).filter(
    (field) => !isSame(field, saved[field], wanted[field] ?? null),
  );
  if (names.length === 0) return null;
  const { title, price } = wanted;
  return { title, price, ...(Object.fromEntries(names.map((name) => [name, wanted[name]])) as Partial<Listing>) };
}

const categoryOf = (draft: Draft): Category => categories.find((known) => known === draft.category) ?? 'other';

/** Returns the preview of a draft, complete or not. */
export type CardTicket = Pick<
  Ticket,
  | 'id'
  | 'title'
  | 'price'
  | 'currency'
  | 'category'
  | 'startsAt'
  | 'timeZone'
  | 'status'
  | 'pictureUrl'
  | 'venue'
  | 'city'
  | 'from'
  | 'to'
>;

export function previewOf(draft: Draft, locale: Locale): Omit<CardTicket, 'id' | 'pictureUrl'> {
  const price = parsePrice(draft.price, locale);
  const isJourney = draft.category === 'travel';
  return {
    title: isVisible(draft.title) ? draft.title.trim() : '',
    price: price.ok ? Number(price.price) : 0,
    currency: 'USD',
    category: categoryOf(draft),
    startsAt: instantOf(draft, 'startsAt')?.toISOString() ?? null,
    timeZone: draft.timeZone || null,
    status: 'available',
    venue: isJourney ? null : draft.venue,
    city: isJourney ? null : draft.city,
    from: isJourney ? draft.from : null,
    to: isJourney ? draft.to : null,
  };
}
