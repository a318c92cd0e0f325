import { expect, it } from '@jest/globals';
import { requestedLanguage } from './language.ts';

it.each([
  ['the choice made in the store', 'de', 'en', 'de'],
  ['the browser’s first supported language', null, 'fr, de-AT;q=0.9, en;q=0.8', 'de'],
  ['the preferred one of two', null, 'en;q=0.5, de;q=0.6', 'de'],
  ['none that is refused', null, 'de;q=0', null],
  ['nothing for a program', null, undefined, null],
  ['nothing for an unknown choice', 'xx', undefined, null],
])('is %s', (_what, chosen, header, language) => expect(requestedLanguage(chosen, header)).toBe(language));
