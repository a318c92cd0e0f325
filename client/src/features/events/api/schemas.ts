// Types of the catalog service and its seats, which move to the api-client as soon as it is generated from these routes.
import * as z from 'zod/mini';

const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant'));
const place = z.object({ id: z.string(), name: z.string(), timeZone: z.string() });

export const placesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), country: z.string(), timeZone: z.string() }),
);
export type Place = z.infer<typeof placesSchema>[number];

const summary = {
  id: z.string(),
  kind: z.enum(['performance', 'departure']),
  title: z.string(),
  place,
  venue: z.object({ id: z.string(), name: z.string() }),
  startsAt: instant,
  timeZone: z.string(),
  origin: z.optional(place),
  destination: z.optional(place),
  arrivesAt: z.optional(instant),
  saleStartsAt: z.nullable(instant),
  saleEndsAt: z.nullable(instant),
  status: z.enum(['on_sale', 'closed', 'cancelled']),
  fromPrice: z.number(),
  currency: z.string(),
};
export const performancesSchema = z.array(z.object(summary));
/** An event's date, or a departure, in a list. */
export type PerformanceSummary = z.infer<typeof performancesSchema>[number];

const seat = z.object({
  number: z.string(),
  x: z.number(),
  isAccessible: z.optional(z.boolean()),
  hasRestrictedView: z.optional(z.boolean()),
});
const seatMap = z.object({
  version: z.number(),
  sections: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      rows: z.array(z.object({ label: z.string(), categoryId: z.string(), seats: z.array(seat) })),
      standing: z.nullable(z.object({ quota: z.number(), categoryId: z.string() })),
    }),
  ),
});
export type SeatMap = z.infer<typeof seatMap>;

const category = z.object({ id: z.string(), name: z.string(), price: z.number() });
export type Category = z.infer<typeof category>;

export const performanceSchema = z.object({
  ...summary,
  description: z.optional(z.nullable(z.string())),
  organiser: z.object({ id: z.string(), name: z.string() }),
  maxParty: z.number(),
  categories: z.array(category),
  seatMap,
  version: z.number(),
});
export type Performance = z.infer<typeof performanceSchema>;

/** Parameters of the list. Instants are in UTC; `to` is exclusive. */
export interface PerformanceQuery {
  kind?: 'performance' | 'departure' | undefined;
  q?: string | undefined;
  placeId?: string | undefined;
  originId?: string | undefined;
  destinationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}
