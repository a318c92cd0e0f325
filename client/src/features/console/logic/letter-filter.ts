import { type LetterQuery, type LetterState, letterStates, type SelectedLetters } from '../api/schemas.ts';
import { parseMoment } from './moment.ts';

/** A filter's fields as in the address, unparsed. */
const fieldNames = ['search', 'group', 'topic', 'errorCode', 'schemaId', 'state', 'since', 'until'] as const;
export type FilterField = (typeof fieldNames)[number];
export type LetterFilter = Partial<Record<FilterField, string>>;

/** The default: letters that are waiting for an operator. */
const waitingStates: LetterState[] = ['open', 'failed_again'];
export const stateChoices = ['all', ...letterStates] as const;

export type PageQuery = Record<string, string | string[] | undefined>;

/** Returns the filter in a page's address, without fields that are empty or repeated. */
export function filterIn(query: PageQuery): LetterFilter {
  const given = fieldNames.flatMap((field) => {
    const value = query[field];
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? [] : [[field, text] as const];
  });
  return Object.fromEntries(given);
}

/** Returns a page's address with a filter. @param more other parameters; empty ones are omitted */
export function pathWith(path: string, filter: LetterFilter, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Returns the fields with invalid times. */
export const unreadableFields = (filter: LetterFilter, now: number): FilterField[] =>
  (['since', 'until'] as const).filter((field) => filter[field] && parseMoment(filter[field], now) === null);

const momentsOf = ({ since, until }: LetterFilter, now: number) => {
  const [failedFrom, failedUntil] = [since, until].map((text) => (text ? parseMoment(text, now) : null));
  return { ...(failedFrom && { failedFrom }), ...(failedUntil && { failedUntil }) };
};

/** Returns the filter as a query for the API. */
export function apiQueryOf(filter: LetterFilter, now: number): LetterQuery {
  const { since: _s, until: _u, state = waitingStates.join(), ...rest } = filter;
  // Ops refuses an unknown group or topic.
  return { ...(rest as LetterQuery), ...(state !== 'all' && { state }), ...momentsOf(filter, now) };
}

/** The letters that an action applies to, as in the API's request bodies. */
export type Selection = Pick<SelectedLetters, 'ids' | 'all' | 'filter'>;

/**
 * Returns the selection of an action on all letters of a filter.
 * @returns null when the filter selects settled or in-flight letters; those must be selected by id
 */
export function selectionOf(filter: LetterFilter, now: number): Selection | null {
  const { since: _s, until: _u, state, schemaId, ...rest } = filter;
  if (state && !waitingStates.some((waiting) => waiting === state)) return null;
  const body = {
    ...rest,
    ...(schemaId && { schemaId: schemaId === 'none' ? null : Number(schemaId) }),
    ...(state && { states: [state] }),
    ...momentsOf(filter, now),
  } as NonNullable<Selection['filter']>;
  return Object.keys(body).length > 0 ? { filter: body } : { all: true };
}
