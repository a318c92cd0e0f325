import type { Letter, LetterDetail } from '../api/schemas.ts';

export type LetterAction = 'replay' | 'edit' | 'discard';

/** How long ops waits for a resend's outcome before it allows another (its `unansweredAfterMs`). */
const unansweredForMs = 20 * 60 * 1000;

/**
 * Returns a letter's possible actions. The service decides; this only hides what it would refuse. A discarded letter
 * can be reopened unless its version was skipped, because its group then counts it as applied.
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

/** Whether it can be ticked in a list: it is waiting for an operator. */
export const isSelectable = ({ state }: Pick<Letter, 'state'>): boolean => state === 'open' || state === 'failed_again';
