import { describe, expect, it } from '@jest/globals';
import { keptNameOf, readKept, writeKept } from './kept-form.ts';
import { draftOf, listingOf } from './listing-draft.ts';
import { ticketWith } from './listing-fixture.ts';

function givenStore(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const name = keptNameOf('u1', undefined);

describe('a kept form', () => {
  it('has its draft and its open attempt again, byte for byte', () => {
    const store = givenStore();
    const listing = listingOf(ticketWith());
    writeKept(store, name, { draft: draftOf(ticketWith(), 'en'), open: { key: 'k', listing } });
    const read = readKept(store, name);

    expect(read?.draft).toEqual(draftOf(ticketWith(), 'en'));
    expect(JSON.stringify(read?.open?.listing)).toBe(JSON.stringify(listing));
    writeKept(store, name, null);
    expect(readKept(store, name)).toBeNull();
  });

  it.each(['{', 'null', '{"draft":{"title":1}}', '[]'])('that can’t be read, such as %s, is none', (value) => {
    expect(readKept(givenStore({ [name]: value }), name)).toBeNull();
  });

  it('is its person’s and its listing’s own', () => {
    expect(new Set([name, keptNameOf('u2', undefined), keptNameOf('u1', 't1')]).size).toBe(3);
  });
});
