import { requiredText } from '@ticketing/common/http';
import { seatIdOf } from '@ticketing/contracts';
import { z } from 'zod';
import { type GivenSection, type Row, type SeatMap, type Section, seatMapLimits } from '../domain/seat-map.ts';

/** 30,000 seats, each with its flags written out, and names as long as people give them. */
export const maxSeatMapBytes = 3 * 1024 * 1024;

const maxNameCharacters = 100;
const seatName = z.string().meta({ description: '1 to 20 letters, digits and hyphens' });

const seat = z.object({
  number: seatName,
  x: z.int().meta({ description: 'Position from the left; neighbours differ by one, an aisle leaves a gap' }),
  isAccessible: z.boolean().default(false),
  hasRestrictedView: z.boolean().default(false),
});

/** Bounded before it is written out. */
const seatNumber = z.int().min(0).max(9_999);
const range = z
  .object({
    from: seatNumber,
    to: seatNumber,
    aislesAfter: z.array(seatNumber).max(seatMapLimits.seatsPerRow).default([]),
  })
  .meta({ description: 'Consecutive numbers; aislesAfter names the seats with an aisle to their right' });

const row = z.object({
  label: seatName,
  categoryId: seatName,
  seats: z.union([z.array(seat), range], {
    error: 'Seats must be a list of {number, x} or a range {from, to, aislesAfter}',
  }),
});

const section = z.object({
  id: seatName,
  name: requiredText('Name', maxNameCharacters),
  rows: z.array(row).default([]).meta({ description: 'The best first; none in a standing area' }),
  standing: z.object({ quota: z.int(), categoryId: seatName }).nullable().default(null),
});

/** The rules of names, order and numbers are the domain's. */
export const sections = z
  .array(section)
  .transform((given): GivenSection[] => given)
  .meta({ description: 'The best first; each has either rows or a standing area' });

export const seatMapBody = z.object({ sections }).meta({
  example: {
    sections: [
      {
        id: 'stalls',
        name: 'Stalls',
        rows: [{ label: 'A', categoryId: 'a', seats: { from: 1, to: 24, aislesAfter: [12] } }],
      },
      { id: 'floor', name: 'Floor', standing: { quota: 200, categoryId: 'b' } },
    ],
  },
});

const seatResponse = z
  .object({
    id: z.string().meta({ description: 'section:row:number' }),
    number: z.string(),
    x: z.int(),
    isAccessible: z.literal(true).optional(),
    hasRestrictedView: z.literal(true).optional(),
  })
  .meta({ id: 'Seat', example: { id: 'stalls:A:1', number: '1', x: 1 } });

export const seatMapResponse = z
  .object({
    version: z.int(),
    sections: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        rows: z.array(z.object({ label: z.string(), categoryId: z.string(), seats: z.array(seatResponse) })),
        standing: z.object({ quota: z.int(), categoryId: z.string() }).nullable(),
      }),
    ),
  })
  .meta({
    id: 'SeatMap',
    example: {
      version: 1,
      sections: [
        {
          id: 'stalls',
          name: 'Stalls',
          rows: [{ label: 'A', categoryId: 'a', seats: [{ id: 'stalls:A:1', number: '1', x: 1 }] }],
          standing: null,
        },
      ],
    },
  });

/** Flags that are not set are left out: a map of 20,000 seats has half the size. */
const toRowResponse = (sectionId: string, { label, categoryId, seats }: Row) => ({
  label,
  categoryId,
  seats: seats.map(({ number, x, isAccessible, hasRestrictedView }) => ({
    id: seatIdOf(sectionId, label, number),
    number,
    x,
    ...(isAccessible && { isAccessible }),
    ...(hasRestrictedView && { hasRestrictedView }),
  })),
});

const toSectionResponse = ({ id, name, rows, standing }: Section) => ({
  id,
  name,
  rows: rows.map((each) => toRowResponse(id, each)),
  standing,
});

export const toSeatMapResponse = ({ version, sections: all }: SeatMap): z.infer<typeof seatMapResponse> => ({
  version,
  sections: all.map(toSectionResponse),
});
