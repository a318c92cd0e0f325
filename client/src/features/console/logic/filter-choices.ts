import type { ApiAnswer } from '@/api/call-api.ts';
import type { DeadLetterTopic } from '../api/schemas.ts';

/** What a filter can be about: whoever has a dead-letter topic. Nothing while ops does not answer. */
export function filterChoices(answer: ApiAnswer<DeadLetterTopic[]>): { groups: string[]; topics: string[] } {
  const found = answer.ok ? answer.value : [];
  const sorted = (names: string[]) => [...new Set(names)].toSorted();
  return { groups: sorted(found.map(({ group }) => group)), topics: sorted(found.map(({ topic }) => topic)) };
}
