import { objectIdPattern } from '@ticketing/common/http';
import { partyFields, partyProblems, wishesIn } from '@ticketing/common/parties';
import { z } from 'zod';
import type { Wish } from '../domain/party.ts';

/** What is reserved: a ticket, or places of a performance in one of three ways. */
export const postOrdersBody = z
  .object({
    ticketId: z
      .string({ error: 'TicketId must be provided' })
      .regex(objectIdPattern, 'TicketId must be provided')
      .optional(),
    ...partyFields,
  })
  .superRefine((body, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const isOfTicket = body.performanceId === undefined && wishesIn(body) === 0;
    if (isOfTicket) {
      if (body.ticketId === undefined) issue('ticketId', 'TicketId must be provided');
      return;
    }
    if (body.ticketId !== undefined) issue('ticketId', 'An order is either of a ticket or of an event');
    for (const { path, message } of partyProblems(body)) issue(path, message);
  })
  .meta({ example: { ticketId: '66f0c0ffee0123456789abce' } });

export type PostOrdersBody = z.infer<typeof postOrdersBody>;

/** Returns the wish of a valid body for a performance. */
export function wishOf({ seats, bestAvailable, standing }: PostOrdersBody): Wish {
  if (seats) return { kind: 'seats', seatIds: seats };
  if (standing) return { kind: 'standing', ...standing };
  return bestWishOf(bestAvailable ?? { quantity: 1 });
}

/** Returns the wish for the best seats. */
export const bestWishOf = ({ accessible, maxPrice, ...party }: NonNullable<PostOrdersBody['bestAvailable']>) => ({
  kind: 'best' as const,
  ...party,
  maxPriceMinor: maxPrice,
  needsAccessible: accessible,
});
