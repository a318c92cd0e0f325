import { createOnce, type Effect } from '@ticketing/common/effects';
import { conflict, invalidInput, notFound, ruleViolated } from '@ticketing/common/errors';
import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { textOfPosition } from '@ticketing/contracts';
import { isUnsettled } from '../domain/letter.ts';
import { parsePosition } from '../domain/position.ts';
import { maxRatePerSecond, type Operator, type Replay } from '../domain/replay.ts';
import type { Selection } from '../domain/selection.ts';
import { allOf, type LetterQuery, unsettledOf, unversioned } from '../store/letter-query.ts';
import { insertReplay } from './begin-replay.ts';
import type { OpsDeps } from './deps.ts';
import { checkFilter, type Preview, previewSelection, skipRequirements } from './select-letters.ts';

/**
 * What happens to the versions of discarded letters, which other events may wait for. `skip` counts them as applied, at
 * each letter's own position or a given one; `keep` leaves the gap.
 */
export type GapChoice = { skip: true | string } | 'keep' | null;

export interface DiscardOrder {
  selection: Selection;
  gap: GapChoice;
  reason: string;
  operator: Operator;
  effect: Effect;
}

export interface Discarded {
  /** Letters discarded immediately. */
  discarded: number;
  /** Sends the skips of the other letters, which are discarded once their groups have reported. */
  replay: Replay | null;
}

/**
 * Previews a discard.
 * @throws DomainError not_found, letter_settled, states_not_replayable
 */
export const previewDiscard =
  (deps: OpsDeps) =>
  async ({ selection }: Pick<DiscardOrder, 'selection'>): Promise<Preview> => {
    await check(deps, selection);
    return previewSelection(deps)(unsettledOf(selection));
  };

/**
 * Discards letters: the immediate discards and the replay that skips the rest are one transaction. Idempotent per
 * effect.
 * @throws DomainError not_found, letter_settled, states_not_replayable, nothing_selected, gap_choice_required,
 * position_unknown, invalid_position
 */
export const discardLetters =
  (deps: OpsDeps) =>
  ({ effect, ...order }: DiscardOrder): Promise<Discarded> =>
    createOnce(effect, {
      find: () => findDiscarded(deps, effect.id),
      create: () => discard(deps, effect.id, order),
    });

async function findDiscarded({ audit, replays }: OpsDeps, effectId: string): Promise<Discarded | null> {
  const [discarded, replay] = await Promise.all([audit.lettersOf(effectId), replays.findById(effectId)]);
  return discarded === null && replay === null ? null : { discarded: discarded ?? 0, replay };
}

type Order = Omit<DiscardOrder, 'effect'>;

async function discard(deps: OpsDeps, effectId: string, order: Order): Promise<Discarded> {
  const { selection, gap } = order;
  await check(deps, selection);
  const query = unsettledOf(selection);
  const counts = await deps.statistics.countsOf(query);
  if (counts.count === 0) throw ruleViolated('nothing_selected', 'No open letter matches');
  const needs = skipRequirements(counts);
  if (needs.versioned > 0 && gap === null) throw choiceRequired(needs.versioned);

  const isSkip = gap !== null && gap !== 'keep' && needs.versioned > 0;
  const skip = isSkip ? await givenPosition(deps, selection, gap.skip, needs) : null;
  const keepsGap = gap === 'keep' && needs.versioned > 0;
  return inTransaction(deps.connection, async (session) => {
    const now = { effectId, query: isSkip ? allOf(query, unversioned) : query, keepsGap };
    const discarded = await discardNow(deps, session, now, order);
    if (!isSkip) return { discarded, replay: null };
    const { reason, operator } = order;
    const rest = { id: effectId, kind: 'skip' as const, selection, reason, operator, selected: needs.versioned };
    const replay = { ...rest, ratePerSecond: maxRatePerSecond, edit: null, skip };
    return { discarded, replay: await insertReplay(deps, session, replay) };
  });
}

async function check({ letters }: OpsDeps, selection: Selection): Promise<void> {
  if (!('ids' in selection)) return checkFilter(selection.filter);
  const found = await letters.findHeads(selection.ids);
  const missing = selection.ids.find((id) => !found.some((letter) => letter.id === id));
  if (missing !== undefined) throw notFound(`There is no letter ${missing}`);
  const settled = found.find(({ state }) => !isUnsettled(state));
  if (settled) throw conflict('letter_settled', `Letter ${settled.id} is ${settled.state}`);
}

const choiceRequired = (count: number) =>
  ruleViolated(
    'gap_choice_required',
    `Events of ${count} of these letters are versioned, and others may wait for them: choose skip or keepGap`,
  );

/** @returns the position given by the operator; null to use each letter's own */
async function givenPosition(
  { letters }: OpsDeps,
  selection: Selection,
  skip: true | string,
  { versioned: count, byHand }: Preview['skip'],
): Promise<string | null> {
  if (skip === true) {
    if (byHand === 0) return null;
    throw ruleViolated('position_unknown', `${byHand} of these letters have no known version: enter it one by one`);
  }
  const [letter] = 'ids' in selection && count === 1 ? await letters.findHeads(selection.ids) : [];
  if (!letter) throw invalidInput('invalid_position', 'A position requires exactly one letter, selected by id', 'skip');
  return textOfPosition(parsePosition(letter.topic, skip));
}

async function discardNow(
  { letters, audit, now }: OpsDeps,
  session: ClientSession,
  { effectId, query, keepsGap }: { effectId: string; query: LetterQuery; keepsGap: boolean },
  { selection, reason, operator }: Order,
): Promise<number> {
  const at = now();
  const discarded = await letters.discard(session, query, { by: operator.id, at, reason, skip: null });
  if (discarded > 0) {
    const about = { action: 'discard' as const, selection, letters: discarded, replayId: null, details: { keepsGap } };
    await audit.append({ operator, reason, at, ...about }, session, effectId);
  }
  return discarded;
}
