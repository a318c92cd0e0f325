import * as z from 'zod/mini';

const selection = z.union([
  z.object({ ids: z.array(z.string()) }),
  z.object({ filter: z.record(z.string(), z.unknown()) }),
]);

/** Which letters something was about, for a person: by their ids, or by what they had in common. */
export type SelectionTerms = { ids: string[] } | { terms: { name: string; value: string }[] };

/** @returns null for an old or foreign form, which is then shown as it is */
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
