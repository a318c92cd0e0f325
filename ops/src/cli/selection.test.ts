import { describe, expect, it } from '@jest/globals';
import { parseMoment, selectionOf } from './selection.ts';

describe('parseMoment', () => {
  const now = Date.UTC(2026, 0, 2);
  it.each([
    ['30m', '2026-01-01T23:30:00.000Z'],
    ['2h', '2026-01-01T22:00:00.000Z'],
    ['7d', '2025-12-26T00:00:00.000Z'],
    ['2026-01-01T12:00:00Z', '2026-01-01T12:00:00.000Z'],
  ])('parses %s', (text, expected) => expect(parseMoment(text, now)).toBe(expected));
  it('rejects anything else', () => expect(() => parseMoment('yesterday', now)).toThrow());
});

describe('selectionOf', () => {
  it.each<[string, Parameters<typeof selectionOf>, unknown]>([
    ['ids', [['a', 'b'], {}], { ids: ['a', 'b'] }],
    [
      'filters',
      [[], { group: 'tickets', error: 'x', schema: 0 }],
      { filter: { group: 'tickets', errorCode: 'x', schemaId: 0 } },
    ],
    ['no schema', [[], { schema: 'none' }], { filter: { schemaId: null } }],
    ['all', [[], { all: true }], { all: true }],
  ])('accepts %s', (_, [ids, options], expected) => expect(selectionOf(ids, options)).toEqual(expected));

  it.each<[string, Parameters<typeof selectionOf>]>([
    ['nothing', [[], {}]],
    ['ids and filters', [['a'], { group: 'tickets' }]],
    ['all and filters', [[], { all: true, error: 'x' }]],
  ])('rejects %s', (_, [ids, options]) => expect(() => selectionOf(ids, options)).toThrow(/Select letters/));
});
