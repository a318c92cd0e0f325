/** The client's languages. The first is the default. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = 'locale';

const isLocale = (candidate: string | undefined): candidate is Locale => locales.some((known) => known === candidate);

/**
 * Returns the visitor's choice, otherwise the first supported language that the browser prefers, otherwise English.
 * @param acceptLanguage the request's header (RFC 9110, 12.5.4); ranges such as `de-AT` match their language
 */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLocale) ?? locales[0];
}
