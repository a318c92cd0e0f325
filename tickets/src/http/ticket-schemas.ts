import {
  instant as instantField,
  objectIdPattern,
  optionalText,
  price,
  requiredText,
  tagsOf,
  withoutUndefined,
} from '@ticketing/common/http';
import { toMajorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import { categories, isSaleOver, type Ticket } from '../domain/ticket.ts';

const maxTitleCharacters = 200;
const maxDescriptionCharacters = 2_000;
const maxPlaceCharacters = 100;

const unknownZone = 'Time zone must be an IANA name, such as Europe/Berlin';

/** Accepts names only; offsets such as +02:00, which engines also accept, are wrong for half of the year. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 50) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const details = {
  description: optionalText('Description', maxDescriptionCharacters, { isMultiline: true }),
  category: z.enum(categories, { error: `Category must be one of ${categories.join(', ')}` }).optional(),
  venue: optionalText('Venue', maxPlaceCharacters),
  city: optionalText('City', maxPlaceCharacters),
  from: optionalText('From', maxPlaceCharacters).meta({ description: 'Where a journey begins' }),
  to: optionalText('To', maxPlaceCharacters).meta({ description: 'Where a journey ends' }),
  startsAt: instantField('Start must be a date and time, such as 2027-05-01T19:30:00Z').nullable().optional(),
  saleEndsAt: instantField('End of sale must be a date and time, such as 2027-05-01T18:00:00Z')
    .nullable()
    .optional()
    .meta({ description: 'When the sale ends, at the latest at the start; null for the start itself' }),
  timeZone: z
    .string({ error: unknownZone })
    .refine(isTimeZone, unknownZone)
    .nullable()
    .optional()
    .meta({ description: 'IANA time zone of the event’s place', example: 'Europe/Berlin' }),
};

/** The request body of a listing; converts the price to minor units. */
export const ticketBody = z
  .object({
    title: requiredText('Title', maxTitleCharacters),
    price: price(),
    ...details,
  })
  .transform(({ price: priceMinor, ...listing }) => ({
    ...withoutUndefined(listing),
    title: listing.title,
    priceMinor,
  }))
  .meta({
    example: {
      title: 'Night train',
      price: 69.5,
      category: 'travel',
      from: 'Berlin',
      to: 'Wien',
      startsAt: '2027-07-15T17:30:00Z',
      timeZone: 'Europe/Berlin',
    },
  });

/** As many as a page of the store shows. */
const maxTickets = 100;

export const ticketIds = z
  .string({ error: 'ids must name the tickets, separated by commas' })
  .transform((text) => [...new Set(text.split(','))])
  .pipe(
    z
      .array(z.string().regex(objectIdPattern, 'ids must be ids of tickets, separated by commas'))
      .max(maxTickets, `ids must be at most ${maxTickets}`),
  );

export const ticketResponse = z
  .object({
    id: z.string(),
    title: z.string(),
    price: z.number(),
    currency: z.string(),
    userId: z.string(),
    version: z.int(),
    status: z.enum(['available', 'reserved', 'sold', 'withdrawn']),
    orderId: z.string().nullable(),
    description: z.string().nullable(),
    category: z.enum(categories),
    venue: z.string().nullable(),
    city: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    startsAt: z.iso.datetime().nullable(),
    saleEndsAt: z.iso.datetime().nullable().meta({ description: 'As the seller set it; null for the start.' }),
    isSaleOver: z.boolean().meta({ description: 'Whether it is too late to reserve the ticket, whatever its status.' }),
    timeZone: z.string().nullable().meta({ description: 'IANA time zone of the event’s place.' }),
    pictureUrl: z.string().nullable().meta({ description: '800 × 1000 WebP; null without a picture.' }),
    reservedUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the reservation expires if unpaid, by the clock of the X-Server-Time header.' }),
    soldAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({
    id: 'Ticket',
    example: {
      id: '66f0c0ffee0123456789abce',
      title: 'Night train',
      price: 69.5,
      currency: 'USD',
      userId: '66f0c0ffee0123456789abcd',
      version: 0,
      status: 'available',
      orderId: null,
      description: null,
      category: 'travel',
      venue: null,
      city: null,
      from: 'Berlin',
      to: 'Wien',
      startsAt: '2027-07-15T17:30:00.000Z',
      saleEndsAt: null,
      isSaleOver: false,
      timeZone: 'Europe/Berlin',
      pictureUrl: null,
      reservedUntil: null,
      soldAt: null,
      createdAt: '2027-05-01T10:00:00.000Z',
      updatedAt: '2027-05-01T10:00:00.000Z',
    },
  });

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toTicketResponse = (ticket: Ticket, now = new Date()): z.infer<typeof ticketResponse> => ({
  id: ticket.id,
  title: ticket.title,
  price: toMajorUnits(ticket.priceMinor),
  currency: ticket.currency,
  userId: ticket.userId,
  version: ticket.version,
  status: ticket.status,
  orderId: ticket.orderId,
  description: ticket.description,
  category: ticket.category,
  venue: ticket.venue,
  city: ticket.city,
  from: ticket.from,
  to: ticket.to,
  startsAt: instant(ticket.startsAt),
  saleEndsAt: instant(ticket.saleEndsAt),
  isSaleOver: isSaleOver(ticket, now),
  timeZone: ticket.timeZone,
  pictureUrl: ticket.pictureId && `/api/tickets/${ticket.id}/picture/${ticket.pictureId}`,
  reservedUntil: instant(ticket.reservedUntil),
  soldAt: instant(ticket.soldAt),
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
});

/** Returns a listing's strong validator: its version. */
export const etagOf = ({ version }: Ticket): string => `"${version}"`;

/** Returns the versions that an If-Match header accepts. Other tags name no version. @returns null for any version */
export const versionsOf = (ifMatch: string | undefined): readonly number[] | null =>
  tagsOf(ifMatch)?.flatMap((tag) => (/^(0|[1-9]\d{0,9})$/.test(tag) ? [Number(tag)] : [])) ?? null;
