import {
  instant as instantField,
  objectId,
  optionalText,
  price,
  requiredText,
  withoutUndefined,
} from '@ticketing/common/http';
import { minimumChargeMinor, toMajorUnits } from '@ticketing/common/money';
import { parseSeatId, seatNamePattern } from '@ticketing/contracts';
import { z } from 'zod';
import { fareClasses, faresOf } from '../domain/fare-class.ts';
import {
  type Cancellation,
  type Category,
  defaultMaxParty,
  fromPriceMinor,
  largestParty,
  type Performance,
  performanceKinds,
  performanceStatuses,
  placeOf,
  validatorOf,
} from '../domain/performance.ts';
import type { PerformanceWithSeats } from '../use-cases/read-performances.ts';
import { placeId, placeResponse } from './place-schemas.ts';
import { seatMapResponse, toSeatMapResponse } from './seat-map-schemas.ts';

const maxTitleCharacters = 200;
const maxDescriptionCharacters = 2_000;
const maxNameCharacters = 100;
const maxCategories = 100;
const maxPools = 20;
const maxReasonCharacters = 500;

/** What can't be charged can't be sold. */
const seatPrice = price()
  .refine(
    (minor) => minor >= minimumChargeMinor,
    `Price must be at least ${toMajorUnits(minimumChargeMinor).toFixed(2)}`,
  )
  .meta({ description: 'Major units, at most two decimals, from 0.50 to 999999.99', example: 49 });

const category = z
  .object({
    id: z.string().regex(new RegExp(`^${seatNamePattern}$`), 'Use 1 to 20 of the characters A–Z, a–z, 0–9 and -'),
    name: requiredText('Name', maxNameCharacters),
    price: seatPrice,
    fareClass: z
      .enum(fareClasses, { error: `Fare class must be one of ${fareClasses.join(', ')}` })
      .nullable()
      .default(null)
      .meta({ description: 'By which people search, whatever the name is; only for departures' }),
  })
  .transform(({ price: priceMinor, ...rest }): Category => ({ ...rest, priceMinor }));

const seatId = z.string().refine((id) => parseSeatId(id) !== null, 'must be the id of a seat: section:row:number');
const holdPool = z.object({ name: requiredText('Name', maxNameCharacters), seatIds: z.array(seatId) });

const when = 'must be a date and time, such as 2027-05-01T19:30:00Z';
const kind = z.enum(performanceKinds, { error: `Kind must be ${performanceKinds.join(' or ')}` });

/** Every field may be omitted: from an edit, which leaves it unchanged. */
export const details = {
  venueId: objectId,
  title: requiredText('Title', maxTitleCharacters),
  description: optionalText('Description', maxDescriptionCharacters, { isMultiline: true }),
  startsAt: instantField(`Start ${when}`),
  arrivesAt: instantField(`Arrival ${when}`).nullable(),
  originId: placeId.nullable(),
  destinationId: placeId.nullable(),
  saleStartsAt: instantField(`Start of sale ${when}`)
    .nullable()
    .meta({ description: 'Nobody can reserve before; null for at once' }),
  saleEndsAt: instantField(`End of sale ${when}`)
    .nullable()
    .meta({ description: 'When the sale ends, at the latest at the start; null for the start itself' }),
  maxParty: z.int().min(1).max(largestParty).meta({ description: 'Seats that one order may have' }),
  categories: z.array(category).max(maxCategories),
  heldBack: z.array(holdPool).max(maxPools).meta({ description: 'Seats that are not for general sale, by pool' }),
};

/** The request body of a new performance. */
export const performanceBody = z
  .object({
    organiserId: objectId,
    kind: kind.default('performance'),
    ...details,
    description: details.description.transform((text) => text ?? null),
    arrivesAt: details.arrivesAt.default(null),
    originId: details.originId.default(null),
    destinationId: details.destinationId.default(null),
    saleStartsAt: details.saleStartsAt.default(null),
    saleEndsAt: details.saleEndsAt.default(null),
    maxParty: details.maxParty.default(defaultMaxParty),
    categories: details.categories.default([]),
    heldBack: details.heldBack.default([]),
  })
  .transform(({ organiserId, ...rest }) => ({ organiserId, details: rest }))
  .meta({
    example: {
      organiserId: '66f0c0ffee0123456789abc1',
      venueId: '66f0c0ffee0123456789abc2',
      title: 'An evening of string quartets',
      startsAt: '2027-05-01T17:30:00Z',
      categories: [{ id: 'a', name: 'Category A', price: 49 }],
      heldBack: [{ name: 'Press', seatIds: ['stalls:A:1'] }],
    },
  });

/** The request body of an edit. */
export const performanceChangeBody = z
  .object({ kind, ...details })
  .partial()
  .transform(withoutUndefined)
  .meta({ example: { title: 'An evening of string trios', categories: [{ id: 'a', name: 'Category A', price: 39 }] } });

/** Why an organiser does something that people feel. */
export const reasonText = requiredText('Reason', maxReasonCharacters);

/** The request body of a cancellation. */
export const cancellationBody = z
  .object({ reason: reasonText.meta({ description: 'Shown to everybody' }) })
  .meta({ example: { reason: 'The soprano is ill' } });

const shortPlace = placeResponse.omit({ country: true }).meta({ id: 'PerformancePlace' });
const exampleSummary = {
  id: '66f0c0ffee0123456789abc3',
  organiserId: '66f0c0ffee0123456789abc1',
  kind: 'performance' as const,
  title: 'An evening of string quartets',
  place: { id: 'berlin-de', name: 'Berlin', timeZone: 'Europe/Berlin' },
  venue: { id: '66f0c0ffee0123456789abc2', name: 'Kammersaal' },
  startsAt: '2027-05-01T17:30:00.000Z',
  timeZone: 'Europe/Berlin',
  origin: null,
  destination: null,
  arrivesAt: null,
  saleStartsAt: null,
  saleEndsAt: null,
  status: 'on_sale' as const,
  fromPrice: 49,
  fares: [],
  currency: 'USD',
};

export const performanceSummary = z
  .object({
    id: z.string(),
    organiserId: z.string(),
    kind: z.enum(performanceKinds),
    title: z.string(),
    place: shortPlace.meta({ description: 'Where it takes place, or begins' }),
    venue: z.object({ id: z.string(), name: z.string() }),
    startsAt: z.iso.datetime(),
    timeZone: z.string().meta({ description: 'IANA zone of its place' }),
    origin: shortPlace.nullable(),
    destination: shortPlace.nullable(),
    arrivesAt: z.iso.datetime().nullable(),
    saleStartsAt: z.iso.datetime().nullable().meta({ description: 'null for at once' }),
    saleEndsAt: z.iso.datetime().nullable().meta({ description: 'null for the start' }),
    status: z.enum(performanceStatuses),
    fromPrice: z.number().nullable().meta({ description: 'Of the cheapest category; null without one' }),
    fares: z
      .array(z.object({ fareClass: z.enum(fareClasses), fromPrice: z.number(), categoryIds: z.array(z.string()) }))
      .meta({ description: 'Classes of a departure, best first, with their cheapest price and their categories' }),
    currency: z.string(),
  })
  .meta({ id: 'PerformanceSummary', example: exampleSummary });

/** A price category. */
export const categoryResponse = z.object({
  id: z.string(),
  name: z.string(),
  price: z.number(),
  fareClass: z.enum(fareClasses).nullable(),
});

const exampleDetails = {
  ...exampleSummary,
  description: null,
  maxParty: defaultMaxParty,
  categories: [{ id: 'a', name: 'Category A', price: 49, fareClass: null }],
  version: 0,
};

export const performanceResponse = performanceSummary
  .extend({
    description: z.string().nullable(),
    maxParty: z.int(),
    categories: z.array(categoryResponse),
    heldBack: z
      .array(z.object({ name: z.string(), seatIds: z.array(z.string()) }))
      .optional()
      .meta({ description: 'For members only' }),
    cancellation: z
      .object({ reason: z.string(), at: z.iso.datetime() })
      .optional()
      .meta({ description: 'Absent unless it was cancelled' }),
    version: z.int().nullable().meta({ description: 'Of its last event; null for a draft' }),
  })
  .meta({ id: 'Performance', example: exampleDetails });

export const performanceWithSeatsResponse = performanceResponse
  .extend({ organiser: z.object({ id: z.string(), name: z.string() }), seatMap: seatMapResponse.nullable() })
  .meta({
    id: 'PerformanceWithSeats',
    example: { ...exampleDetails, organiser: { id: '66f0c0ffee0123456789abc1', name: 'Kammersaal' }, seatMap: null },
  });

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
const toShortPlace = ({ id, name, timeZone }: z.infer<typeof shortPlace>) => ({ id, name, timeZone });

export function toPerformanceSummary(performance: Performance): z.infer<typeof performanceSummary> {
  const { origin, destination, venue } = performance;
  const place = placeOf(performance);
  const fromPrice = fromPriceMinor(performance);
  return {
    id: performance.id,
    organiserId: performance.organiserId,
    kind: performance.kind,
    title: performance.title,
    place: toShortPlace(place),
    venue: { id: venue.id, name: venue.name },
    startsAt: performance.startsAt.toISOString(),
    timeZone: place.timeZone,
    origin: origin && toShortPlace(origin),
    destination: destination && toShortPlace(destination),
    arrivesAt: instant(performance.arrivesAt),
    saleStartsAt: instant(performance.saleStartsAt),
    saleEndsAt: instant(performance.saleEndsAt),
    status: performance.status,
    fromPrice: fromPrice === null ? null : toMajorUnits(fromPrice),
    fares: faresOf(performance).map(({ fareClass, fromPriceMinor: minor, categoryIds }) => ({
      fareClass,
      fromPrice: toMajorUnits(minor),
      categoryIds: [...categoryIds],
    })),
    currency: performance.currency,
  };
}

export const toCategoryResponse = ({
  id,
  name,
  priceMinor,
  fareClass,
}: Category): z.infer<typeof categoryResponse> => ({
  ...{ id, name, fareClass },
  price: toMajorUnits(priceMinor),
});

const toCancellation = ({ reason, at }: Cancellation) => ({ reason, at: at.toISOString() });

/** @param isMember whether the reader may know what is held back for whom */
export const toPerformanceResponse = (
  performance: Performance,
  isMember: boolean,
): z.infer<typeof performanceResponse> => ({
  ...toPerformanceSummary(performance),
  description: performance.description,
  maxParty: performance.maxParty,
  categories: performance.categories.map(toCategoryResponse),
  ...(isMember && { heldBack: performance.heldBack.map(({ name, seatIds }) => ({ name, seatIds: [...seatIds] })) }),
  ...(performance.cancellation && { cancellation: toCancellation(performance.cancellation) }),
  version: performance.version,
});

export const toPerformanceWithSeatsResponse = ({
  performance,
  organiser: { id, name },
  isMember,
  seatMap,
}: PerformanceWithSeats): z.infer<typeof performanceWithSeatsResponse> => ({
  ...toPerformanceResponse(performance, isMember),
  organiser: { id, name },
  seatMap: seatMap && toSeatMapResponse(seatMap),
});

/** Returns a performance's strong validator. */
export const etagOf = (performance: Performance): string => `"${validatorOf(performance)}"`;
