import { objectIdPattern, priceBound } from '@ticketing/common/http';
import { seatIdPattern } from '@ticketing/contracts';
import { z } from 'zod';
import type { Wish } from '../domain/party.ts';

/** More than any performance allows per order; `maxParty` of a performance is the limit. */
const maxPlaces = 50;
const key = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'Invalid id');
const quantity = z.int().min(1).max(maxPlaces);

/** What is reserved: a ticket, or places of a performance in one of three ways. */
export const postOrdersBody = z
  .object({
    ticketId: z
      .string({ error: 'TicketId must be provided' })
      .regex(objectIdPattern, 'TicketId must be provided')
      .optional(),
    performanceId: z.string().regex(objectIdPattern, 'Invalid id').optional(),
    seats: z
      .array(z.string().regex(seatIdPattern, 'Invalid seat'))
      .min(1)
      .max(maxPlaces)
      .optional()
      .meta({ description: 'These seats, as `section:row:number`: all of them or none' }),
    bestAvailable: z
      .object({
        quantity,
        categoryId: key.optional(),
        sectionId: key.optional(),
        maxPrice: priceBound(z.number(), 'Invalid price').optional().meta({ description: 'Per seat' }),
        accessible: z.boolean().optional().meta({ description: 'One seat must have room for a wheelchair' }),
      })
      .optional()
      .meta({ description: 'The best free seats for a party, next to each other' }),
    standing: z.object({ sectionId: key, quantity }).optional().meta({ description: 'Places in a standing area' }),
  })
  .superRefine((body, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const wishes = [body.seats, body.bestAvailable, body.standing].filter((wish) => wish !== undefined);
    if (body.performanceId === undefined) {
      if (wishes.length > 0) issue('performanceId', 'PerformanceId must be provided');
      else if (body.ticketId === undefined) issue('ticketId', 'TicketId must be provided');
      return;
    }
    if (body.ticketId !== undefined) issue('ticketId', 'An order is either of a ticket or of an event');
    if (wishes.length !== 1) issue('performanceId', 'Provide one of seats, bestAvailable and standing');
    if (new Set(body.seats).size !== (body.seats?.length ?? 0)) issue('seats', 'A seat is listed twice');
  })
  .meta({ example: { ticketId: '66f0c0ffee0123456789abce' } });

export type PostOrdersBody = z.infer<typeof postOrdersBody>;

/** Returns the wish of a valid body for a performance. */
export function wishOf({ seats, bestAvailable, standing }: PostOrdersBody): Wish {
  if (seats) return { kind: 'seats', seatIds: seats };
  if (standing) return { kind: 'standing', ...standing };
  const { accessible, maxPrice, ...party } = bestAvailable ?? { quantity: 1 };
  return { kind: 'best', ...party, maxPriceMinor: maxPrice, needsAccessible: accessible };
}
