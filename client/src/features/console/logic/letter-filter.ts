import { type LetterState, letterStates } from '../api/schemas.ts';
import { parseMoment } from './moment.ts';

/** Parts of a filter, under the names that they have in the address, as the operator wrote them. */
const fieldNames = ['search', 'group', 'topic', 'errorCode', 'schemaId', 'state', 'since', 'until'] as const;
export type FilterField = (typeof fieldNames)[number];
export type LetterFilter = Partial<Record<FilterField, string>>;

/** What waits for an operator: shown unless something else is asked for. */
const waitingStates: LetterState[] = ['open', 'failed_again'];
export const stateChoices = ['all', ...letterStates] as const;

export type PageQuery = Record<string, string | string[] | undefined>;

/** The filter in a page's address; what is empty or given twice is left out. */
export function filterIn(query: PageQuery): LetterFilter {
  const given = fieldNames.flatMap((field) => {
    const value = query[field];
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? [] : [[field, text] as const];
  });
  return Object.fromEntries(given);
}

/** The address of a page with a filter. @param more other parameters; what is empty is left out */
export function pathWith(path: string, filter: LetterFilter, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...more })) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Fields whose times can't be read. */
export const unreadableFields = (filter: LetterFilter, now: number): FilterField[] =>
  (['since', 'until'] as const).filter((field) => filter[field] && parseMoment(filter[field], now) === null);

const momentsOf = ({ since, until }: LetterFilter, now: number) => {
  const [failedFrom, failedUntil] = [since, until].map((text) => (text ? parseMoment(text, now) : null));
  return { ...(failedFrom && { failedFrom }), ...(failedUntil && { failedUntil }) };
};

/** The same filter as the API's queries have it. */
export function apiQueryOf(filter: LetterFilter, now: number): URLSearchParams {
  const { since: _s, until: _u, state = waitingStates.join(), ...rest } = filter;
  return new URLSearchParams({
    ...rest,
    ...(state !== 'all' && { state }),
    ...momentsOf(filter, now),
  });
}

/** Which letters an action is about, as the API's bodies have it. */
export type Selection = { ids: string[] } | { all: true } | { filter: Record<string, unknown> };

/**
 * The letters of a filter that an action can take.
 * @returns null when the filter asks for letters that are settled or under way: those are named by their ids
 */
export function selectionOf(filter: LetterFilter, now: number): Selection | null {
  const { since: _s, until: _u, state, schemaId, ...rest } = filter;
  if (state && !waitingStates.some((waiting) => waiting === state)) return null;
  const body = {
    ...rest,
    ...(schemaId && { schemaId: schemaId === 'none' ? null : Number(schemaId) }),
    ...(state && { states: [state] }),
    ...momentsOf(filter, now),
  };
  return Object.keys(body).length > 0 ? { filter: body } : { all: true };
}
