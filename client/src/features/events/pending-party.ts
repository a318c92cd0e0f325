import * as z from 'zod/mini';
import type { PartyRequest } from './api/browser.ts';
import type { Choice } from './choice.ts';

const name = 'reserve-party-after-sign-in';
/** A sign-in that takes longer is another visit. */
const validForMs = 15 * 60_000;

const pendingSchema = z.object({
  performanceId: z.string(),
  atMs: z.number(),
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

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface PendingParty {
  request: PartyRequest;
  choice: Choice;
}

/** Notes in this tab what the visitor wanted to reserve before going to sign in. */
export function keepPendingParty(store: Store, performanceId: string, party: PendingParty, nowMs: number): void {
  store.setItem(name, JSON.stringify({ performanceId, atMs: nowMs, ...party }));
}

/** Returns what the visitor has come back to reserve at this performance, once. */
export function takePendingParty(store: Store, performanceId: string, nowMs: number): PendingParty | null {
  const text = store.getItem(name);
  if (!text) return null;
  store.removeItem(name);
  try {
    const { success, data } = z.safeParse(pendingSchema, JSON.parse(text));
    const isCurrent = success && data.performanceId === performanceId && nowMs - data.atMs < validForMs;
    return isCurrent ? { request: data.request as PartyRequest, choice: data.choice } : null;
  } catch {
    return null;
  }
}
