import { objectId } from '@ticketing/common/http';
import { z } from 'zod';
import { defaultMaxParty } from '../domain/performance.ts';
import type { Schedule } from '../domain/schedule.ts';
import { categoryResponse, details, toCategoryResponse } from './performance-schemas.ts';
import { placeId, placeResponse } from './place-schemas.ts';

const maxDurationMinutes = 7 * 24 * 60;
const maxSaleDays = 30;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, such as 19:45');
const date = z.iso.date({ error: 'must be a date, such as 2027-05-01' });

/** The request body of a new schedule. */
export const scheduleBody = z
  .object({
    organiserId: objectId,
    venueId: details.venueId.meta({ description: 'The vehicle; departures have its seat map of now' }),
    title: details.title,
    description: details.description.transform((text) => text ?? null),
    originId: placeId,
    destinationId: placeId,
    weekdays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort())
      .meta({ description: '1 for Monday to 7 for Sunday' }),
    leavesAt: time.meta({ description: 'By the clock of the origin; a time that the clock skips is after the jump' }),
    durationMinutes: z.int().min(1).max(maxDurationMinutes),
    saleOpensDaysBefore: z
      .int()
      .min(1)
      .max(maxSaleDays)
      .nullable()
      .default(null)
      .meta({ description: 'null for the publication, 30 days before' }),
    maxParty: details.maxParty.default(defaultMaxParty),
    categories: details.categories,
    from: date.meta({ description: 'First day, at the origin' }),
    until: date.meta({ description: 'Last day, at most two years from now' }),
  })
  .transform(({ organiserId, ...timetable }) => ({ organiserId, timetable }))
  .meta({
    example: {
      organiserId: '66f0c0ffee0123456789abc1',
      venueId: '66f0c0ffee0123456789abc2',
      title: 'Night train',
      originId: 'berlin-de',
      destinationId: 'vienna-at',
      weekdays: [5, 6],
      leavesAt: '19:45',
      durationMinutes: 660,
      categories: [{ id: 'a', name: 'Seat', price: 59, fareClass: 'second' as const }],
      from: '2027-05-01',
      until: '2027-12-31',
    },
  });

const place = placeResponse.omit({ country: true });

export const scheduleResponse = z
  .object({
    id: z.string(),
    organiserId: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    venue: z.object({ id: z.string(), name: z.string(), seatMapVersion: z.int() }),
    origin: place,
    destination: place,
    weekdays: z.array(z.int()),
    leavesAt: z.string(),
    durationMinutes: z.int(),
    saleOpensDaysBefore: z.int().nullable(),
    maxParty: z.int(),
    categories: z.array(categoryResponse),
    from: z.iso.date(),
    until: z.iso.date(),
    publishedUntil: z.iso.date().meta({ description: 'Departures up to this day are published' }),
    endedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Schedule' });

const toPlace = ({ id, name, timeZone }: z.infer<typeof place>) => ({ id, name, timeZone });

export function toScheduleResponse(schedule: Schedule): z.infer<typeof scheduleResponse> {
  const { dueAt: _, seatMapVersion, venue, ...rest } = schedule;
  return {
    ...rest,
    venue: { id: venue.id, name: venue.name, seatMapVersion },
    origin: toPlace(schedule.origin),
    destination: toPlace(schedule.destination),
    weekdays: [...schedule.weekdays],
    categories: schedule.categories.map(toCategoryResponse),
    endedAt: schedule.endedAt?.toISOString() ?? null,
    createdAt: schedule.createdAt.toISOString(),
  };
}
