import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { locales } from './locales.ts';

const read = (locale: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../messages/${locale}.json`), 'utf8'));

/** Each message's key and placeholders, which every translation must have: `order.marks.m5 …`. */
function outline(messages: unknown, path = ''): string[] {
  if (typeof messages === 'string') {
    const names = [...messages.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
    return [`${path} ${[...new Set(names)].sort().join(' ')}`];
  }
  return Object.entries(messages ?? {}).flatMap(([key, value]) => outline(value, path ? `${path}.${key}` : key));
}

it.each(locales)('messages in %s are complete and have the same placeholders', (locale) => {
  expect(outline(read(locale)).sort()).toEqual(outline(read('en')).sort());
});
