import { isLanguage, type Language, preferredLanguage } from '@ticketing/contracts';

/**
 * Returns the language that a request asks for: the choice made in the store, otherwise the first supported one that the
 * browser prefers. Null when it asks for none.
 */
export const requestedLanguage = (chosen: string | null, acceptLanguage: string | undefined): Language | null =>
  isLanguage(chosen) ? chosen : (preferredLanguage((acceptLanguage ?? '').slice(0, 200)) ?? null);
