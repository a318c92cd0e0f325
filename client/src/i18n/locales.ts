/** The languages of the client. The first is what a visitor gets who asks for none of them. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = 'locale';

const isLocale = (candidate: string | undefined): candidate is Locale => locales.some((known) => known === candidate);

/**
 * The visitor's choice, else the first of ours that the browser asks for, else English.
 * @param acceptLanguage the request's header (RFC 9110, 12.5.4); ranges such as `de-AT` count for their language
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
