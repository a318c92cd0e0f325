/** The languages in which people are addressed. The first is the default. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (candidate: unknown): candidate is Language =>
  languages.some((language) => language === candidate);
