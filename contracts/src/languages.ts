/** The languages in which people are addressed. The first is the default. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (candidate: unknown): candidate is Language =>
  languages.some((language) => language === candidate);

/**
 * Returns the first of our languages that a browser prefers; undefined when it prefers none. Ranges such as `de-AT` match
 * their language.
 * @param acceptLanguage the request's header (RFC 9110, 12.5.4)
 */
export function preferredLanguage(acceptLanguage: string): Language | undefined {
  const wanted = acceptLanguage
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLanguage);
}
