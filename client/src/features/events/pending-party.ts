import * as z from 'zod/mini';
import { keepForAfterSignIn, type TabStore, takeAfterSignIn } from '@/features/account/after-sign-in.ts';
import type { PartyRequest } from './api/browser.ts';
import type { Choice } from './choice.ts';

const name = 'reserve-party-after-sign-in';

const bestSchema = z.object({
  quantity: z.number(),
  categoryId: z.optional(z.string()),
  accessible: z.optional(z.boolean()),
});
const standingSchema = z.object({ sectionId: z.string(), quantity: z.number() });

const pendingSchema = z.object({
  performanceId: z.string(),
  choice: z.object({
    seatIds: z.array(z.string()),
    standing: z.nullable(standingSchema),
    best: z.optional(bestSchema),
  }),
  request: z.union([
    z.object({ seats: z.array(z.string()) }),
    z.object({ bestAvailable: bestSchema }),
    z.object({ standing: standingSchema }),
  ]),
  names: z.array(z.string()),
});

/** What a visitor asks for. */
export interface Party {
  request: PartyRequest;
  choice: Choice;
  /** Of the passengers of a journey, in the order of the places; empty when they are not named. */
  names: readonly string[];
}

/** Notes in this tab what the visitor wanted to reserve before going to sign in. */
export const keepPendingParty = (store: TabStore, performanceId: string, party: Party, nowMs: number): void =>
  keepForAfterSignIn(store, name, { performanceId, ...party }, nowMs);

/** Returns what the visitor has come back to reserve at this performance, once. */
export function takePendingParty(store: TabStore, performanceId: string, nowMs: number): Party | null {
  const kept = takeAfterSignIn(store, name, pendingSchema, nowMs);
  if (kept?.performanceId !== performanceId) return null;
  const { request, choice, names } = kept as Party;
  return { request, choice, names };
}
