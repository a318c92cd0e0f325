import { isLanguage, type Language, languages, preferredLanguage } from '@ticketing/contracts/languages';

/** The client's languages. The first is the default. */
export const locales = languages;
export type Locale = Language;

/** Each language's own name. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' };

export const localeCookie = 'locale';

/** Returns the visitor's choice, otherwise the first supported language that the browser prefers, otherwise English. */
export const chooseLocale = (chosen: string | undefined, acceptLanguage: string | null): Locale =>
  isLanguage(chosen) ? chosen : (preferredLanguage(acceptLanguage ?? '') ?? locales[0]);
