import type { ResendKind } from './resend.ts';
import type { Selection } from './selection.ts';

/** An operator, from the session token. */
export interface Operator {
  id: string;
  email: string;
}

/**
 * - `sending`: letters are claimed and sent, at the given rate
 * - `cancelling`: no more are claimed; claimed ones are sent
 * - `sent`: none are left; reports may be pending
 */
export type ReplayState = 'sending' | 'cancelling' | 'sent' | 'cancelled';

/** An operator's replay: the letters of a selection are resent one after the other. It survives its process. */
export interface Replay {
  id: string;
  kind: ResendKind;
  selection: Selection;
  reason: string | null;
  operator: Operator;
  ratePerSecond: number;
  /** Number of letters in the selection at the start; later ones are not included. */
  selected: number;
  /** Replacement key and value; for edits only. */
  edit: { key: Buffer | null; value: Buffer; json: string } | null;
  /** Position that the operator gave for the single letter of a skip; null means each letter's own. */
  skip: string | null;
  state: ReplayState;
  createdAt: Date;
  /** When the last letter was sent or the replay was cancelled. */
  endedAt: Date | null;
  cancelledBy: Operator | null;
  /** Why it is stalled now. */
  stalled: { at: Date; reason: string } | null;
}

/** The status shown to users: a replay is done once every sent letter is reported. */
export type ReplayStatus = 'running' | 'done' | 'cancelled';

export function statusOfReplay({ state }: Pick<Replay, 'state'>, waiting: number): ReplayStatus {
  if (state === 'cancelling' || state === 'cancelled') return 'cancelled';
  return state === 'sent' && waiting === 0 ? 'done' : 'running';
}

export const defaultRatePerSecond = 50;
export const maxRatePerSecond = 1000;
