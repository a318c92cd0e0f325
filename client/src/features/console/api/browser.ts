import type { Discarded, DryRun, EditDryRun, Replay } from '@ticketing/api-client';
import { change, idempotencyKey, read } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Selection } from '../logic/letter-filter.ts';

/** Narrows the answer of a route to one of its two forms: `dryRun` in the request decides which. */
const formOf = async <T>(answer: Promise<ApiAnswer<unknown>>) => (await answer) as ApiAnswer<T>;

/** Returns the letters that an action would affect, without performing it. */
export const tryReplay = (selection: Selection): Promise<ApiAnswer<DryRun>> =>
  formOf(change((api) => api.POST('/api/ops/replays', { body: { ...selection, dryRun: true } })));

export const tryDiscard = (selection: Selection): Promise<ApiAnswer<DryRun>> =>
  formOf(change((api) => api.POST('/api/ops/discards', { body: { ...selection, dryRun: true } })));

export const tryEdit = (id: string, value: unknown): Promise<ApiAnswer<EditDryRun>> => {
  const params = { path: { id } };
  return formOf(change((api) => api.POST('/api/ops/letters/{id}/edit', { params, body: { value, dryRun: true } })));
};

export interface ReplayOrder {
  selection: Selection;
  ratePerSecond: number;
  reason: string;
}

export const beginReplay = ({ selection, ratePerSecond, reason }: ReplayOrder): Promise<ApiAnswer<Replay>> => {
  const [params, body] = [idempotencyKey(), { ...selection, ratePerSecond, reason }];
  return formOf(change((api) => api.POST('/api/ops/replays', { params, body })));
};

/** What happens to the versions of versioned events; null when no letter has one. */
export type GapChoice = { skip: true | string } | { keepGap: true } | null;
export interface DiscardOrder {
  selection: Selection;
  gap: GapChoice;
  reason: string;
}

export const discard = ({ selection, gap, reason }: DiscardOrder): Promise<ApiAnswer<Discarded>> => {
  const [params, body] = [idempotencyKey(), { ...selection, ...gap, reason }];
  return formOf(change((api) => api.POST('/api/ops/discards', { params, body })));
};

export const sendEdited = (id: string, value: unknown, reason: string): Promise<ApiAnswer<Replay>> => {
  const params = { path: { id }, ...idempotencyKey() };
  return formOf(change((api) => api.POST('/api/ops/letters/{id}/edit', { params, body: { value, reason } })));
};

export const readReplay = (id: string): Promise<ApiAnswer<Replay>> =>
  read((api) => api.GET('/api/ops/replays/{id}', { params: { path: { id } } }));

export const cancelReplay = (id: string, reason: string): Promise<ApiAnswer<Replay>> =>
  change((api) => api.POST('/api/ops/replays/{id}/cancel', { params: { path: { id } }, body: { reason } }));

/** Makes the next attempt due now. Idempotent. */
export const retrySaga = (id: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/bookings/sagas/{id}/retry', { params: { path: { id } } }));

/** Idempotent. */
export const undoSaga = (id: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/bookings/sagas/{id}/compensation', { params: { path: { id } } }));
