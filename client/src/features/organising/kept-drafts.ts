import * as z from 'zod/mini';
import type { MapDraft } from './map-draft.ts';
import { type PerformanceDraft, performanceFields } from './performance-draft.ts';

const text = z.string();
const seat = z.object({ id: text, number: text, x: z.number() });
const block = z.union([
  z.object({
    ...{ kind: z.literal('range'), key: text, firstRow: text, lastRow: text, firstSeat: text, seatsPerRow: text },
    ...{ aisles: text, accessible: text, restricted: text, category: text },
  }),
  z.object({
    kind: z.literal('kept'),
    key: text,
    rows: z.array(z.object({ label: text, categoryId: text, seats: z.array(seat) })),
  }),
]);
const mapSchema = z.object({
  sections: z.array(
    z.object({
      ...{ key: text, id: z.nullable(text), name: text, kind: z.enum(['seats', 'standing']), quota: text },
      ...{ category: text, blocks: z.array(block) },
    }),
  ),
});

/** A venue being added or changed. */
export interface VenueDraft {
  name: string;
  place: string;
  map: MapDraft;
}

const venueSchema = z.object({ name: text, place: text, map: mapSchema });
const performanceSchema = z.object({
  ...Object.fromEntries(performanceFields.map((field) => [field, text])),
  prices: z.array(z.object({ id: text, name: text, price: text, fareClass: text })),
});

/** Not of an earlier version of the page. */
export const isVenueDraft = (kept: unknown): kept is VenueDraft => z.safeParse(venueSchema, kept).success;
export const isPerformanceDraft = (kept: unknown): kept is PerformanceDraft =>
  z.safeParse(performanceSchema, kept).success;

/**
 * The address of a form in the tab's storage. Another person who signs in to the same tab does not get it, and a draft of
 * an older version is not shown again: it would silently undo what was changed since.
 * @param version of what is edited; '' for something new
 */
export const keptName = (userId: string, form: 'venue' | 'performance', id: string, version: string): string =>
  `organising:${userId}:${form}:${id}:${version}`;
