import { createOnce, type Effect } from '@ticketing/common/effects';
import { ruleViolated } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import type { Operator, Replay } from '../domain/replay.ts';
import type { Selection } from '../domain/selection.ts';
import { queryOfSelection, unsettledOf } from '../store/letter-query.ts';
import type { OpsDeps } from './deps.ts';
import { checkFilter, checkNamed, type Preview, previewSelection } from './select-letters.ts';

export interface ReplayOrder {
  selection: Selection;
  reason: string | null;
  ratePerSecond: number;
  operator: Operator;
  effect: Effect;
}

/**
 * Previews the letters of a replay.
 * @throws DomainError not_found, letter_not_replayable, states_not_replayable
 */
export const previewReplay =
  (deps: OpsDeps) =>
  async ({ selection }: Pick<ReplayOrder, 'selection'>): Promise<Preview> => {
    if ('ids' in selection) await checkNamed(deps, selection.ids);
    else checkFilter(selection.filter);
    return previewSelection(deps)('ids' in selection ? queryOfSelection(selection) : unsettledOf(selection));
  };

/**
 * Starts a replay: original key, bytes and headers are resent to the group that failed. This records the replay and its
 * audit entry; a process with the lease sends it. Idempotent per effect.
 * @throws DomainError not_found, letter_not_replayable, states_not_replayable, nothing_selected
 */
export const beginReplay =
  (deps: OpsDeps) =>
  ({ effect, ...order }: ReplayOrder): Promise<Replay> =>
    createOnce(effect, {
      find: () => deps.replays.findById(effect.id),
      create: () => begin(deps, effect.id, order),
    });

async function begin(deps: OpsDeps, id: string, { selection, ...order }: Omit<ReplayOrder, 'effect'>): Promise<Replay> {
  let settled: string[] = [];
  if ('ids' in selection) settled = await checkNamed(deps, selection.ids);
  else checkFilter(selection.filter);
  const selected = 'ids' in selection ? selection.ids.length : await deps.letters.count(unsettledOf(selection));
  return startReplay(deps, { ...order, id, kind: 'replay', selection, selected, edit: null, skip: null }, settled);
}

type NewReplay = Pick<
  Replay,
  'id' | 'kind' | 'selection' | 'reason' | 'operator' | 'ratePerSecond' | 'selected' | 'edit' | 'skip'
>;

/**
 * Records a replay and its audit entry.
 * @param settled letters to reopen first
 * @throws DomainError nothing_selected
 */
export async function startReplay(deps: OpsDeps, order: NewReplay, settled: readonly string[] = []): Promise<Replay> {
  if (order.selected === 0) throw ruleViolated('nothing_selected', 'No open letter matches');
  return inTransaction(deps.connection, async (session) => {
    if (settled.length > 0) await deps.letters.reopen(session, settled);
    return insertReplay(deps, session, order, settled);
  });
}

/** Records a replay and its audit entry. Requires the caller's transaction. */
export async function insertReplay(
  { replays, audit, now }: OpsDeps,
  session: ClientSession,
  order: NewReplay,
  reopened: readonly string[] = [],
): Promise<Replay> {
  const at = now();
  const replay: Replay = {
    ...order,
    state: 'sending',
    createdAt: at,
    endedAt: null,
    cancelledBy: null,
    stalled: null,
  };
  await replays.insert(session, replay);
  const { id: replayId, kind: action, operator, reason, selection, selected: letters, ratePerSecond, skip } = order;
  const details = { ratePerSecond, ...(skip !== null && { skip }), ...(reopened.length > 0 && { reopened }) };
  await audit.append({ operator, action, reason, selection, letters, replayId, details, at }, session);
  return replay;
}
