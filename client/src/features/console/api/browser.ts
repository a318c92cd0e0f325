import { call, idempotencyKey, idIn } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Selection } from '../logic/letter-filter.ts';
import {
  type Discarded,
  type DryRun,
  discardedSchema,
  dryRunSchema,
  type EditDryRun,
  editDryRunSchema,
  type Replay,
  replaySchema,
} from './schemas.ts';

const post = { method: 'POST' } as const;

/** Returns the letters that an action would affect, without performing it. */
export const tryReplay = (selection: Selection): Promise<ApiAnswer<DryRun>> =>
  call({ ...post, url: '/api/ops/replays', body: { ...selection, dryRun: true }, schema: dryRunSchema });

export const tryDiscard = (selection: Selection): Promise<ApiAnswer<DryRun>> =>
  call({ ...post, url: '/api/ops/discards', body: { ...selection, dryRun: true }, schema: dryRunSchema });

export const tryEdit = (letterId: string, value: unknown): Promise<ApiAnswer<EditDryRun>> =>
  call({ ...post, url: editPath(letterId), body: { value, dryRun: true }, schema: editDryRunSchema });

export interface ReplayOrder {
  selection: Selection;
  ratePerSecond: number;
  reason: string;
}

export const beginReplay = ({ selection, ratePerSecond, reason }: ReplayOrder): Promise<ApiAnswer<Replay>> =>
  call({
    ...post,
    url: '/api/ops/replays',
    headers: idempotencyKey(),
    body: { ...selection, ratePerSecond, reason },
    schema: replaySchema,
  });

/** What happens to the versions of versioned events; null when no letter has one. */
export type GapChoice = { skip: true | string } | { keepGap: true } | null;
export interface DiscardOrder {
  selection: Selection;
  gap: GapChoice;
  reason: string;
}

export const discard = ({ selection, gap, reason }: DiscardOrder): Promise<ApiAnswer<Discarded>> =>
  call({
    ...post,
    url: '/api/ops/discards',
    headers: idempotencyKey(),
    body: { ...selection, ...gap, reason },
    schema: discardedSchema,
  });

export const sendEdited = (letterId: string, value: unknown, reason: string): Promise<ApiAnswer<Replay>> =>
  call({
    ...post,
    url: editPath(letterId),
    headers: idempotencyKey(),
    body: { value, reason },
    schema: replaySchema,
  });

export const readReplay = (id: string): Promise<ApiAnswer<Replay>> =>
  call({ url: `/api/ops/replays/${idIn(id)}`, schema: replaySchema });

export const cancelReplay = (id: string, reason: string): Promise<ApiAnswer<Replay>> =>
  call({
    ...post,
    url: `/api/ops/replays/${idIn(id)}/cancel`,
    body: { reason },
    schema: replaySchema,
  });

const editPath = (letterId: string) => `/api/ops/letters/${idIn(letterId)}/edit`;
