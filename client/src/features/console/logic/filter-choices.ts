import type { ApiAnswer } from '@/api/call-api.ts';
import type { DeadLetterTopic } from '../api/schemas.ts';

/** The filter's choices: consumers and topics with a dead-letter topic. None while ops is unavailable. */
export function filterChoices(answer: ApiAnswer<DeadLetterTopic[]>): { groups: string[]; topics: string[] } {
  const found = answer.ok ? answer.value : [];
  const sorted = (names: string[]) => [...new Set(names)].toSorted();
  return { groups: sorted(found.map(({ group }) => group)), topics: sorted(found.map(({ topic }) => topic)) };
}
