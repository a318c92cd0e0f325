import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ago, hexDump, plural, printable, table } from './output.ts';

describe('printable', () => {
  it('replaces terminal control characters', () => {
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

  it('aligns its columns', () => {
    expect(linesOf(undefined)[1]).toBe(`a   short${' '.repeat(47)}1`);
    expect(linesOf(undefined)[2]).toBe(`bb  ${'x'.repeat(50)}  1`);
  });

  it('fits the terminal by shrinking one column', () => {
    const [, , last] = linesOf(30);
    expect(last).toHaveLength(30);
    expect(last).toMatch(/x… {2}1$/);
  });
});

describe('an age', () => {
  const now = Date.UTC(2026, 0, 2);
  it('is shown in its largest unit', () => {
    const ages = [0, 59, 60, 3_599, 3_600, 86_400, 30 * 86_400].map((seconds) =>
      ago(new Date(now - seconds * 1000).toISOString(), now),
    );
    expect(ages).toEqual(['0s', '59s', '1m', '59m', '1h', '1d', '30d']);
  });
});

describe('bytes', () => {
  it('are shown like hexdump', () => {
    expect(hexDump(Buffer.from('\u0000poison\n and more than a line'))).toBe(
      [
        '00000000  00 70 6f 69 73 6f 6e 0a 20 61 6e 64 20 6d 6f 72  |.poison. and mor|',
        '00000010  65 20 74 68 61 6e 20 61 20 6c 69 6e 65           |e than a line|',
      ].join('\n'),
    );
    expect(hexDump(Buffer.alloc(300)).split('\n').at(-1)).toBe('… 44 more bytes; use --json for all of them');
  });
  it('are pluralized', () => expect([plural(1, 'letter'), plural(2, 'letter')]).toEqual(['1 letter', '2 letters']));
});
