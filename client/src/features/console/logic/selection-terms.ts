import * as z from 'zod/mini';

const selection = z.union([
  z.object({ ids: z.array(z.string()) }),
  z.object({ filter: z.record(z.string(), z.unknown()) }),
]);

/** Describes a selection of letters for people: by ids, or by the terms of its filter. */
export type SelectionTerms = { ids: string[] } | { terms: { name: string; value: string }[] };

/** @returns null for an unknown form, which is then shown unchanged */
export function selectionTerms(given: unknown): SelectionTerms | null {
  const parsed = z.safeParse(selection, given);
  if (!parsed.success) return null;
  if ('ids' in parsed.data) return parsed.data;
  const terms = Object.entries(parsed.data.filter).map(([name, value]) => ({
    name,
    value: Array.isArray(value) ? value.join(', ') : String(value ?? 'none'),
  }));
  return { terms };
}
