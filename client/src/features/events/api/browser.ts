import { change, idempotencyKey, read } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { FreeSeats, ReservedOrder } from '@/api/schemas.ts';
import type { Place, WaitingEntry } from './schemas.ts';

export const searchPlaces = (q: string): Promise<ApiAnswer<Place[]>> =>
  read((api) => api.GET('/api/places', { params: { query: { q } } }));

/** @param etag of the last answer; refused with 304 when nothing has changed since */
export const readFreeSeats = (performanceId: string, etag: string | null): Promise<ApiAnswer<FreeSeats>> =>
  read((api) =>
    api.GET('/api/orders/performances/{id}/seats', {
      params: { path: { id: performanceId } },
      headers: etag ? { 'if-none-match': etag } : {},
    }),
  );

/** The best free seats next to each other. */
export interface BestWish {
  quantity: number;
  categoryId?: string;
  accessible?: boolean;
}

/** What a party asks for: these seats, the best ones, or places in a standing area. */
export type PartyRequest =
  | { seats: string[] }
  | { bestAvailable: BestWish }
  | { standing: { sectionId: string; quantity: number } };

/** The same key and request make one reservation, however often they are sent. */
export const reserveParty = (
  performanceId: string,
  request: PartyRequest,
  key: string,
): Promise<ApiAnswer<ReservedOrder>> =>
  change((api) => api.POST('/api/orders', { params: idempotencyKey(key), body: { performanceId, ...request } }));

/** What a party waits for: the best seats, or places in a standing area. */
export type WaitingWish = Exclude<PartyRequest, { seats: string[] }>;
export type { WaitingEntry };

const listOf = (performanceId: string) => ({ params: { path: { id: performanceId } } });

export const joinWaitingList = (performanceId: string, body: WaitingWish): Promise<ApiAnswer<WaitingEntry>> =>
  change((api) => api.POST('/api/orders/performances/{id}/waiting', { ...listOf(performanceId), body }));

export const readWaiting = (performanceId: string): Promise<ApiAnswer<{ entry: WaitingEntry | null }>> =>
  read((api) => api.GET('/api/orders/performances/{id}/waiting', listOf(performanceId)));

export const leaveWaitingList = (performanceId: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.DELETE('/api/orders/performances/{id}/waiting', listOf(performanceId)));
