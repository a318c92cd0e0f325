import type { Ticket } from './ticket.ts';

const nearMs = 7 * 24 * 60 * 60 * 1_000;

/** What a visitor of a ticket's page may like as well; the weights only order the candidates. */
const weights = { word: 3, venue: 3, category: 2, city: 1, near: 1 };

/** The words of a title that say something: no articles, no "v", no "the". */
const wordsOf = ({ title }: Pick<Ticket, 'title'>): Set<string> =>
  new Set(title.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);

type Compared = Pick<Ticket, 'title' | 'venue' | 'city' | 'category' | 'startsAt'>;

/** How similar two tickets are; 0 for no similarity. */
export function similarity(one: Compared, other: Compared): number {
  const isNear =
    one.startsAt !== null &&
    other.startsAt !== null &&
    Math.abs(one.startsAt.getTime() - other.startsAt.getTime()) <= nearMs;
  const others = wordsOf(other);
  const sharedWords = [...wordsOf(one)].filter((word) => others.has(word));
  const isSame = (field: 'venue' | 'city' | 'category') => one[field] !== null && one[field] === other[field];
  return (
    weights.word * sharedWords.length +
    (isSame('venue') ? weights.venue : 0) +
    (isSame('category') ? weights.category : 0) +
    (isSame('city') ? weights.city : 0) +
    (isNear ? weights.near : 0)
  );
}

/** Returns the most similar tickets, each once; those without similarity are left out. */
export function mostSimilar(ticket: Ticket, candidates: readonly Ticket[], limit: number): Ticket[] {
  const others = new Map(candidates.filter(({ id }) => id !== ticket.id).map((other) => [other.id, other]));
  return [...others.values()]
    .map((other) => ({ other, score: similarity(ticket, other) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ other }) => other);
}
