import { isLanguage, type Language } from '@ticketing/contracts';

/**
 * Returns the language that a request asks for: the choice made in the store, otherwise the first supported one that the
 * browser prefers (RFC 9110, 12.5.4). Null when it asks for none.
 */
export function requestedLanguage(chosen: string | null, acceptLanguage: string | undefined): Language | null {
  if (isLanguage(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLanguage) ?? null;
}
