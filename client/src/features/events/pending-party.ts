import * as z from 'zod/mini';
import { keepForAfterSignIn, type TabStore, takeAfterSignIn } from '@/features/account/after-sign-in.ts';
import type { PartyRequest } from './api/browser.ts';
import type { Choice } from './choice.ts';

const name = 'reserve-party-after-sign-in';

const pendingSchema = z.object({
  performanceId: z.string(),
  choice: z.object({
    seatIds: z.array(z.string()),
    standing: z.nullable(z.object({ sectionId: z.string(), quantity: z.number() })),
  }),
  request: z.union([
    z.object({ seats: z.array(z.string()) }),
    z.object({
      bestAvailable: z.object({
        quantity: z.number(),
        categoryId: z.optional(z.string()),
        accessible: z.optional(z.boolean()),
      }),
    }),
    z.object({ standing: z.object({ sectionId: z.string(), quantity: z.number() }) }),
  ]),
});

export interface PendingParty {
  request: PartyRequest;
  choice: Choice;
}

/** Notes in this tab what the visitor wanted to reserve before going to sign in. */
export const keepPendingParty = (store: TabStore, performanceId: string, party: PendingParty, nowMs: number): void =>
  keepForAfterSignIn(store, name, { performanceId, ...party }, nowMs);

/** Returns what the visitor has come back to reserve at this performance, once. */
export function takePendingParty(store: TabStore, performanceId: string, nowMs: number): PendingParty | null {
  const kept = takeAfterSignIn(store, name, pendingSchema, nowMs);
  return kept?.performanceId === performanceId ? { request: kept.request as PartyRequest, choice: kept.choice } : null;
}
