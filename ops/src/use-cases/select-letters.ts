import { conflict, notFound, ruleViolated } from '@ticketing/common/errors';
import { isVersioned, type LetterHead, type LetterState, unsettledStates, whyNotReplayable } from '../domain/letter.ts';
import type { LetterFilter, Selection } from '../domain/selection.ts';
import { allOf, type LetterQuery, queryOfSelection } from '../store/letter-query.ts';
import type { SelectionCounts } from '../store/letter-statistics.ts';
import type { OpsDeps } from './deps.ts';

/** What an operator would be dealing with. */
export interface Preview extends SelectionCounts {
  sample: LetterHead[];
  /** What it would take to discard them: how many are of topics whose events are counted. */
  skip: { versioned: number; withPosition: number; byHand: number };
}

const sampleSize = 5;

/** States that a selection may ask for; whatever is settled, or under way, is named by its id. */
export const isUnsettled = (state: LetterState): boolean => (unsettledStates as LetterState[]).includes(state);

/** The letters of a selection that wait for an operator. */
export const unsettledOf = (selection: Selection): LetterQuery =>
  allOf(queryOfSelection(selection), { state: { $in: unsettledStates } });

export const previewSelection =
  ({ letters, statistics }: Pick<OpsDeps, 'letters' | 'statistics'>) =>
  async (query: LetterQuery): Promise<Preview> => {
    const [counts, sample] = await Promise.all([
      statistics.countsOf(query),
      letters.page(query, { limit: sampleSize }),
    ]);
    return { ...counts, sample, skip: skipNeeds(counts) };
  };

export function skipNeeds({ groups }: SelectionCounts): Preview['skip'] {
  const versioned = groups.filter(({ topic }) => isVersioned(topic));
  const sum = (of: (group: SelectionCounts['groups'][number]) => number) =>
    versioned.reduce((total, group) => total + of(group), 0);
  return {
    versioned: sum(({ count }) => count),
    withPosition: sum(({ withPosition }) => withPosition),
    byHand: sum(({ count, withPosition }) => count - withPosition),
  };
}

/**
 * Checks letters that an operator named: each is there and can be sent again.
 * @returns those that have to be taken up again first
 * @throws DomainError not_found, letter_not_replayable
 */
export async function checkNamed(
  { letters, resends, now }: Pick<OpsDeps, 'letters' | 'resends' | 'now'>,
  ids: readonly string[],
): Promise<string[]> {
  const found = await letters.findHeads(ids);
  const missing = ids.find((id) => !found.some((letter) => letter.id === id));
  if (missing !== undefined) throw notFound(`There is no letter ${missing}`);
  for (const letter of found) {
    const sentAt = letter.state === 'replaying' ? await resends.lastPublishedAt(letter.id) : null;
    const reason = whyNotReplayable(letter, sentAt, now());
    if (reason) throw conflict('letter_not_replayable', `Letter ${letter.id} ${reason}`);
  }
  return found.filter(({ state }) => !isUnsettled(state)).map(({ id }) => id);
}

/** @throws DomainError states_not_replayable: what is settled is named by its id, so that nobody replays it by the thousand */
export function checkFilter({ states }: LetterFilter): void {
  if (states && !states.every(isUnsettled))
    throw ruleViolated(
      'states_not_replayable',
      'A filter takes open and failed_again letters; name others by their id',
    );
}
