import type { Fault } from '@/api/problem.ts';
import type { Listing } from '@/api/requests.ts';
import { type Category, categories, type Ticket } from '@/api/schemas.ts';
import { fromMarketTime, toMarketTime } from '@/format/market-time.ts';
import { parsePrice } from '@/format/money.ts';
import type { Locale } from '@/i18n/locales.ts';

export const draftFields = [
  'title',
  'price',
  'category',
  'startsAt',
  'venue',
  'city',
  'from',
  'to',
  'description',
] as const;

/** A listing being edited: every field is text. */
export type Draft = Record<(typeof draftFields)[number], string>;

export function draftOf(ticket: Ticket | undefined, locale: Locale): Draft {
  const price = ticket?.price.toFixed(2) ?? '';
  return {
    title: ticket?.title ?? '',
    price: locale === 'de' ? price.replace('.', ',') : price,
    category: ticket?.category ?? 'concert',
    startsAt: ticket?.startsAt ? toMarketTime(new Date(ticket.startsAt)) : '',
    venue: ticket?.venue ?? '',
    city: ticket?.city ?? '',
    from: ticket?.from ?? '',
    to: ticket?.to ?? '',
    description: ticket?.description ?? '',
  };
}

export type CheckedDraft = { ok: true; listing: Listing } | { ok: false; faults: Partial<Record<keyof Draft, Fault>> };

/** A journey has an origin and a destination, everything else a venue; other fields are cleared. */
export function toListing(draft: Draft, locale: Locale): CheckedDraft {
  const title = draft.title.trim();
  const price = parsePrice(draft.price, locale);
  const startsAt = draft.startsAt === '' ? null : fromMarketTime(draft.startsAt);
  const isStartBad = draft.startsAt !== '' && startsAt === null;
  if (title === '' || !price.ok || isStartBad) {
    const faults = {
      ...(title === '' && { title: { code: 'title_missing' } }),
      ...(!price.ok && { price: { code: price.code } }),
      ...(isStartBad && { startsAt: { code: 'start_invalid' } }),
    };
    return { ok: false, faults };
  }
  const category = categoryOf(draft);
  const isJourney = category === 'travel';
  const text = (value: string, isAsked = true) => (isAsked && value.trim()) || null;
  return {
    ok: true,
    listing: {
      title,
      price: price.price,
      category,
      startsAt: startsAt?.toISOString() ?? null,
      venue: text(draft.venue, !isJourney),
      city: text(draft.city, !isJourney),
      from: text(draft.from, isJourney),
      to: text(draft.to, isJourney),
      description: text(draft.description),
    },
  };
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
    title: draft.title.trim(),
    price: price.ok ? Number(price.price) : 0,
    currency: 'USD',
    category: categoryOf(draft),
    startsAt: fromMarketTime(draft.startsAt)?.toISOString() ?? null,
    status: 'available',
    venue: isJourney ? null : draft.venue,
    city: isJourney ? null : draft.city,
    from: isJourney ? draft.from : null,
    to: isJourney ? draft.to : null,
  };
}
