import * as z from 'zod/mini';
import { keepForAfterSignIn, type TabStore, takeAfterSignIn } from '@/features/account/after-sign-in.ts';

const name = 'reserve-after-sign-in';
const pendingSchema = z.object({ ticketId: z.string() });

/** Notes in this tab that the visitor wanted to reserve a ticket and has gone to sign in. */
export const keepPendingReservation = (store: TabStore, ticketId: string, nowMs: number): void =>
  keepForAfterSignIn(store, name, { ticketId }, nowMs);

/** Returns whether the visitor has come back to reserve this ticket, once. */
export const takePendingReservation = (store: TabStore, ticketId: string, nowMs: number): boolean =>
  takeAfterSignIn(store, name, pendingSchema, nowMs)?.ticketId === ticketId;
