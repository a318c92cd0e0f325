/** Case and accents make no difference to who searches: "Café" is found by "cafe". */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

/** Everything of a listing that a search looks into, as one text. */
export const searchTextOf = (...parts: (string | null)[]): string =>
  folded(parts.filter((part) => part !== null).join(' · '));

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Patterns that all have to occur in a listing's search text: each word of the query, in any order. */
export const patternsOf = (query: string): string[] => folded(query).split(/\s+/).filter(Boolean).map(escapeRegExp);
