import { conflict, notFound, ruleViolated } from '@ticketing/common/errors';
import { isUnsettled, isVersioned, type LetterHead, whyNotReplayable } from '../domain/letter.ts';
import type { LetterFilter } from '../domain/selection.ts';
import type { LetterQuery } from '../store/letter-query.ts';
import type { SelectionCounts } from '../store/letter-statistics.ts';
import type { OpsDeps } from './deps.ts';

/** The letters that an operation would affect. */
export interface Preview extends SelectionCounts {
  sample: LetterHead[];
  /** Requirements for discarding them: how many events are versioned, and how many of those have a position. */
  skip: { versioned: number; withPosition: number; byHand: number };
}

const sampleSize = 5;

export const previewSelection =
  ({ letters, statistics }: Pick<OpsDeps, 'letters' | 'statistics'>) =>
  async (query: LetterQuery): Promise<Preview> => {
    const [counts, sample] = await Promise.all([
      statistics.countsOf(query),
      letters.page(query, { limit: sampleSize }),
    ]);
    return { ...counts, sample, skip: skipRequirements(counts) };
  };

export function skipRequirements({ groups }: SelectionCounts): Preview['skip'] {
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
 * Checks that letters selected by id exist and can be replayed.
 * @returns the ids of those to reopen first
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

/**
 * @throws DomainError states_not_replayable: settled letters must be selected by id, to prevent accidental mass replays
 */
export function checkFilter({ states }: LetterFilter): void {
  if (states && !states.every(isUnsettled))
    throw ruleViolated(
      'states_not_replayable',
      'A filter can only select open and failed_again letters; select others by id',
    );
}
