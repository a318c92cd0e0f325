import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Replay } from './answers.ts';
import { ago, hexDump, plural, printable, table } from './output.ts';
import { progressLine, verdictOf } from './progress.ts';
import { parseMoment, selectionOf } from './selection.ts';

describe('text from a message', () => {
  it('can’t speak to the terminal', () => {
    expect(printable('a\u001b[2Jb\u0007\r\nc\u202ed\u0085')).toBe('a·[2Jb···c·d·');
    expect(printable('Größe 7 — 🎟')).toBe('Größe 7 — 🎟');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'ID', of: ({ id }: { id: string }) => id },
    { title: 'KEY', of: ({ key }: { key: string }) => key, isElastic: true },
    { title: 'N', of: () => '1' },
  ];
  const rows = [
    { id: 'a', key: 'short' },
    { id: 'bb', key: 'x'.repeat(50) },
  ];
  const linesOf = (width: number | undefined) => stripVTControlCharacters(table(columns, rows, width)).split('\n');

  it('has its columns below each other', () => {
    expect(linesOf(undefined)[1]).toBe(`a   short${' '.repeat(47)}1`);
    expect(linesOf(undefined)[2]).toBe(`bb  ${'x'.repeat(50)}  1`);
  });

  it('fits the terminal, at the cost of one column', () => {
    const [, , last] = linesOf(30);
    expect(last).toHaveLength(30);
    expect(last).toMatch(/x… {2}1$/);
  });
});

describe('a moment', () => {
  const now = Date.UTC(2026, 0, 2);
  it.each([
    ['30m', '2026-01-01T23:30:00.000Z'],
    ['2h', '2026-01-01T22:00:00.000Z'],
    ['7d', '2025-12-26T00:00:00.000Z'],
    ['2026-01-01T12:00:00Z', '2026-01-01T12:00:00.000Z'],
  ])('is given as %s', (text, expected) => expect(parseMoment(text, now)).toBe(expected));
  it('is nothing else', () => expect(() => parseMoment('yesterday', now)).toThrow());
  it('is told by its biggest unit', () => {
    const ages = [0, 59, 60, 3_599, 3_600, 86_400, 30 * 86_400].map((seconds) =>
      ago(new Date(now - seconds * 1000).toISOString(), now),
    );
    expect(ages).toEqual(['0s', '59s', '1m', '59m', '1h', '1d', '30d']);
  });
});

describe('a selection', () => {
  it.each<[string, Parameters<typeof selectionOf>, unknown]>([
    ['ids', [['a', 'b'], {}], { ids: ['a', 'b'] }],
    [
      'filters',
      [[], { group: 'tickets', error: 'x', schema: 0 }],
      { filter: { group: 'tickets', errorCode: 'x', schemaId: 0 } },
    ],
    ['all', [[], { all: true }], { all: true }],
  ])('is %s', (_, [ids, options], expected) => expect(selectionOf(ids, options)).toEqual(expected));

  it.each<[string, Parameters<typeof selectionOf>]>([
    ['nothing', [[], {}]],
    ['ids and filters', [['a'], { group: 'tickets' }]],
    ['all and filters', [[], { all: true, error: 'x' }]],
  ])('is not %s', (_, [ids, options]) => expect(() => selectionOf(ids, options)).toThrow(/which letters/));
});

describe('progress', () => {
  const replay = (status: Replay['status'], counts: Partial<Replay['counts']>, more: Partial<Replay> = {}) =>
    ({
      id: 'p',
      kind: 'replay',
      status,
      stalled: null,
      counts: { selected: 100, sent: 0, waiting: 0, succeeded: 0, failed: 0, ...counts },
      ...more,
    }) as Replay;

  it('shows what was sent and what became of it', () => {
    expect(progressLine(replay('running', { sent: 50, waiting: 10, succeeded: 38, failed: 2 }))).toBe(
      '[############------------] 50/100 sent · 38 succeeded · 2 failed · 10 waiting',
    );
    expect(progressLine(replay('done', { sent: 90, succeeded: 90 }))).toMatch(/^\[#{24}\] 90\/100/);
    expect(progressLine(replay('running', {}, { stalled: { at: '', reason: 'The broker does not answer' } }))).toMatch(
      /\(The broker does not answer\)$/,
    );
  });

  it('ends with a sentence', () => {
    expect(verdictOf(replay('done', { sent: 100, succeeded: 99, failed: 1 }))).toBe(
      'Replay p is done: 100 sent, 99 succeeded, 1 failed.',
    );
    expect(verdictOf(replay('cancelled', { sent: 7, waiting: 7 }))).toBe(
      'Replay p was cancelled: 7 of 100 sent, 0 succeeded, 0 failed, 7 waiting.',
    );
  });
});

describe('bytes', () => {
  it('are shown as hexdump shows them', () => {
    expect(hexDump(Buffer.from('\u0000poison\n and more than a line'))).toBe(
      [
        '00000000  00 70 6f 69 73 6f 6e 0a 20 61 6e 64 20 6d 6f 72  |.poison. and mor|',
        '00000010  65 20 74 68 61 6e 20 61 20 6c 69 6e 65           |e than a line|',
      ].join('\n'),
    );
    expect(hexDump(Buffer.alloc(300)).split('\n').at(-1)).toBe('… 44 more bytes; --json has them all');
  });
  it('are counted', () => expect([plural(1, 'letter'), plural(2, 'letter')]).toEqual(['1 letter', '2 letters']));
});
