import { expect, it } from '@jest/globals';
import { preferenceCookies } from './preferences.ts';

const sent = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

it('keeps a choice for a year', () => {
  expect(preferenceCookies(sent({ theme: 'dark' }))).toEqual(['theme=dark; Path=/; Max-Age=31536000; SameSite=Lax']);
});

it('ignores unknown values', () => {
  expect(preferenceCookies(sent({ theme: 'neon; Domain=evil.example', locale: 'xx', session: 'stolen' }))).toEqual([]);
});
