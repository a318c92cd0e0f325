import * as z from 'zod/mini';
import { type Draft, draftFields } from './listing-draft.ts';
import type { OpenAttempt } from './submit-listing.ts';

/** What a tab keeps of an unfinished form, so that a reload, an ended session or a click elsewhere loses nothing. */
export interface KeptForm {
  draft: Draft;
  /** A request to list whose outcome is unknown. */
  open: OpenAttempt | null;
}

const text = z.nullable(z.string());
const draftSchema = z.object(
  Object.fromEntries(draftFields.map((field) => [field, z.string()])) as Record<keyof Draft, z.ZodMiniString>,
);
const listingSchema = z.object({
  ...{ title: z.string(), price: z.string(), category: z.string() },
  ...{ startsAt: text, saleEndsAt: text, timeZone: text },
  ...{ venue: text, city: text, from: text, to: text, description: text },
});
const keptSchema = z.object({
  draft: draftSchema,
  open: z.nullable(z.object({ key: z.string(), listing: listingSchema })),
});

/** The address of a form in the tab's storage. Another person who signs in to the same tab does not get it. */
export const keptNameOf = (userId: string, ticketId: string | undefined): string =>
  `listing-form:${userId}:${ticketId ?? 'new'}`;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Returns null without a kept form, and for one of an earlier version of this page. */
export function readKept(store: Store, name: string): KeptForm | null {
  try {
    const parsed = z.safeParse(keptSchema, JSON.parse(store.getItem(name) ?? 'null'));
    return parsed.success ? (parsed.data as KeptForm) : null;
  } catch {
    return null;
  }
}

/** @param kept null to forget the form */
export function writeKept(store: Store, name: string, kept: KeptForm | null): void {
  try {
    if (kept) store.setItem(name, JSON.stringify(kept));
    else store.removeItem(name);
  } catch {
    // Without storage (full, or forbidden by the browser), the form works but is not kept.
  }
}
