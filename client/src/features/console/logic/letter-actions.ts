import type { Letter, LetterDetail } from '../api/schemas.ts';

export type LetterAction = 'replay' | 'edit' | 'discard';

/** As long as ops waits for the outcome of a resend before it may be sent once more (its `unansweredAfterMs`). */
const unansweredForMs = 20 * 60 * 1000;

/**
 * What can be done with a letter now. The service decides; this only keeps away what it would refuse.
 * A discarded letter can be taken up again, unless its version was skipped: its group counts it as applied.
 */
export function actionsOf(
  { state, discard, resends }: Pick<LetterDetail, 'state' | 'discard' | 'resends'>,
  now: number,
): LetterAction[] {
  switch (state) {
    case 'open':
    case 'failed_again':
      return ['replay', 'edit', 'discard'];
    case 'discarded':
      return discard?.skip ? [] : ['replay', 'edit'];
    case 'replaying': {
      const sentAt = resends.at(-1)?.publishedAt;
      return sentAt && now - Date.parse(sentAt) > unansweredForMs ? ['replay', 'edit'] : [];
    }
    case 'succeeded':
      return [];
  }
}

/** Whether it can be ticked in a list: what waits for an operator. */
export const isSelectable = ({ state }: Pick<Letter, 'state'>): boolean => state === 'open' || state === 'failed_again';
