import { instant as instantField, objectIdPattern, safeText } from '@ticketing/common/http';
import { toMajorUnits, toMinorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import { categories, type Ticket } from '../domain/ticket.ts';

const maxTitleCharacters = 200;
const maxDescriptionCharacters = 2_000;
const maxPlaceCharacters = 100;

/** Text that may be left out (it stays as it is), or be given up with null or nothing but blanks. */
const optionalText = (name: string, maxCharacters: number) =>
  safeText(`${name} must be text`)
    .trim()
    .max(maxCharacters, `${name} must have at most ${maxCharacters} characters`)
    .transform((value) => (value === '' ? null : value))
    .nullable()
    .optional();

const details = {
  description: optionalText('Description', maxDescriptionCharacters),
  category: z.enum(categories, { error: `Category must be one of ${categories.join(', ')}` }).optional(),
  venue: optionalText('Venue', maxPlaceCharacters),
  city: optionalText('City', maxPlaceCharacters),
  from: optionalText('From', maxPlaceCharacters).meta({ description: 'Where a journey begins' }),
  to: optionalText('To', maxPlaceCharacters).meta({ description: 'Where a journey ends' }),
  startsAt: instantField('Start must be a date and time, such as 2027-05-01T19:30:00Z').nullable().optional(),
};

/** A listing as it is sent; the price becomes minor units. */
export const ticketBody = z
  .object({
    title: safeText('Title is required')
      .trim()
      .min(1, 'Title is required')
      .max(maxTitleCharacters, `Title must have at most ${maxTitleCharacters} characters`),
    price: z
      .union([z.number(), z.string()], { error: 'Price must be greater than 0' })
      .transform((price, context) => {
        const minor = toMinorUnits(price);
        if (minor !== null) return minor;
        context.addIssue({ code: 'custom', message: priceProblem(price) });
        return z.NEVER;
      })
      .meta({ description: 'Major units, at most two decimals, up to 999999.99', example: 19.99 }),
    ...details,
  })
  .transform(({ price, ...listing }) => ({ ...given(listing), title: listing.title, priceMinor: price }));

/** Without the fields that were left out, so that an edit leaves them as they are. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

function priceProblem(price: number | string): string {
  const value = Number(price);
  return value > 0 && Number.isFinite(value)
    ? 'Price must have at most 2 decimals and be at most 999999.99'
    : 'Price must be greater than 0';
}

/** As many as a page of the store can show. */
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
    pictureUrl: z.string().nullable().meta({ description: '800 × 1000 WebP; null while there is none.' }),
    reservedUntil: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the hold ends unless it is paid, by the clock of the header X-Server-Time.' }),
    soldAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Ticket' });

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toTicketResponse = (ticket: Ticket): z.infer<typeof ticketResponse> => ({
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
  pictureUrl: ticket.pictureId && `/api/tickets/${ticket.id}/picture/${ticket.pictureId}`,
  reservedUntil: instant(ticket.reservedUntil),
  soldAt: instant(ticket.soldAt),
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
});

/** Strong validator of a listing: its version. */
export const etagOf = ({ version }: Ticket): string => `"${version}"`;

/** A tag we never gave matches no version. @returns null for any version */
export function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch === '*') return null;
  return Number(/^"(\d+)"$/.exec(ifMatch)?.[1] ?? -1);
}
