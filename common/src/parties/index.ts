import { seatIdPattern } from '@ticketing/contracts';
import { z } from 'zod';
import { objectIdPattern, priceBound } from '../http/index.ts';

/** More than any performance allows per order; `maxParty` of a performance is the limit. */
export const maxPlaces = 50;
const key = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'Invalid id');
const quantity = z.int().min(1).max(maxPlaces);

/** Fields of a request for the places of a party; {@link partyProblems} checks them together. */
export const partyFields = {
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
};

const partyRequest = z.object(partyFields);
export type PartyRequestBody = z.infer<typeof partyRequest>;

/** How many of the three ways to ask for places a request uses. */
export const wishesIn = ({ seats, bestAvailable, standing }: PartyRequestBody): number =>
  [seats, bestAvailable, standing].filter((wish) => wish !== undefined).length;

/** Returns what is wrong with a request for places of a performance, by field. */
export function partyProblems(body: PartyRequestBody): { path: string; message: string }[] {
  return [
    ...(body.performanceId === undefined ? [{ path: 'performanceId', message: 'PerformanceId must be provided' }] : []),
    ...(wishesIn(body) === 1
      ? []
      : [{ path: 'performanceId', message: 'Provide one of seats, bestAvailable and standing' }]),
    ...(new Set(body.seats).size === (body.seats?.length ?? 0)
      ? []
      : [{ path: 'seats', message: 'A seat is listed twice' }]),
  ];
}

/** People of a valid request. */
export const partySizeOf = ({ seats, bestAvailable, standing }: PartyRequestBody): number =>
  seats?.length ?? bestAvailable?.quantity ?? standing?.quantity ?? 0;
