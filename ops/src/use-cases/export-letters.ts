import type { Letter } from '../domain/letter.ts';
import type { Operator } from '../domain/replay.ts';
import type { LetterFilter } from '../domain/selection.ts';
import { queryOf } from '../store/letter-query.ts';
import type { OpsDeps } from './deps.ts';

/** Exports all letters of a filter, oldest first. The export is audited. */
export const exportLetters =
  ({ letters, audit, now }: OpsDeps) =>
  async ({ filter, operator }: { filter: LetterFilter; operator: Operator }): Promise<AsyncIterable<Letter>> => {
    const query = queryOf(filter);
    const count = await letters.count(query);
    await audit.append({
      operator,
      action: 'export',
      reason: null,
      selection: { filter },
      letters: count,
      replayId: null,
      details: {},
      at: now(),
    });
    return letters.stream(query);
  };
