import { safeText } from '@ticketing/common/http';
import { toMajorUnits, toMinorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Ticket } from '../domain/ticket.ts';

const maxTitleCharacters = 200;

/** A listing as it is sent; the price becomes minor units. */
export const ticketBody = z.object({
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
});

function priceProblem(price: number | string): string {
  const value = Number(price);
  return value > 0 && Number.isFinite(value)
    ? 'Price must have at most 2 decimals and be at most 999999.99'
    : 'Price must be greater than 0';
}

export const ticketResponse = z
  .object({
    id: z.string(),
    title: z.string(),
    price: z.number(),
    currency: z.string(),
    userId: z.string(),
    version: z.int(),
    status: z.enum(['available', 'reserved', 'sold']),
    orderId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Ticket' });

export const toTicketResponse = (ticket: Ticket): z.infer<typeof ticketResponse> => ({
  id: ticket.id,
  title: ticket.title,
  price: toMajorUnits(ticket.priceMinor),
  currency: ticket.currency,
  userId: ticket.userId,
  version: ticket.version,
  status: ticket.status,
  orderId: ticket.orderId,
  createdAt: ticket.createdAt.toISOString(),
  updatedAt: ticket.updatedAt.toISOString(),
});

/** Strong validator of a listing: its version. */
export const etagOf = ({ version }: Ticket): string => `"${version}"`;
