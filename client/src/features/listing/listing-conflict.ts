import type { Ticket } from '@/api/schemas.ts';
import type { Locale } from '@/i18n/locales.ts';
import { type Draft, draftFields, draftOf } from './listing-draft.ts';

export interface Difference {
  field: keyof Draft;
  theirs: string;
  mine: string;
}

/** Returns the fields in which a draft and the current listing differ. */
export function differences(mine: Draft, theirs: Ticket, locale: Locale): Difference[] {
  const saved = draftOf(theirs, locale);
  return draftFields
    .filter((field) => mine[field].trim() !== saved[field].trim())
    .map((field) => ({ field, theirs: saved[field], mine: mine[field] }));
}
