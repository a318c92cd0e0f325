import { expect, it } from '@jest/globals';
import { chooseLocale } from './locales.ts';

it.each([
  ['the choice of the visitor before the browser', 'en', 'de', 'en'],
  ['the browser when nothing was chosen', undefined, 'de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['what is wanted most, not what is named first', undefined, 'en;q=0.5, de;q=0.9', 'de'],
  ['no language that is refused', undefined, 'de;q=0, fr', 'en'],
  ['English for a language we do not have', 'fr', 'fr-CA', 'en'],
  ['English when there is no header', undefined, null, 'en'],
])('selects %s', (_name, chosen, header, locale) => {
  expect(chooseLocale(chosen, header)).toBe(locale);
});
