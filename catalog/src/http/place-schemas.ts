import { z } from 'zod';
import { placeIdPattern } from '../domain/place.ts';

export const placeId = z
  .string({ error: 'must be the id of a place' })
  .regex(placeIdPattern, 'must be the id of a place')
  .max(60)
  .meta({ example: 'berlin-de' });

/** A place of a performance. */
export const placeResponse = z
  .object({ id: z.string(), name: z.string(), country: z.string(), timeZone: z.string() })
  .meta({
    id: 'Place',
    example: { id: 'berlin-de', name: 'Berlin', country: 'Germany', timeZone: 'Europe/Berlin' },
  });
