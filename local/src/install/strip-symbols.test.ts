import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { stripSymbols } from './strip-symbols.ts';

const sectionBytes = 64;
const code = { type: 1, flags: 6n, offset: 64n };
const symbols = { type: 2, flags: 0n, offset: 164n };
const names = { type: 3, flags: 0n, offset: 264n };
const tableAt = 300;

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'ticketing-test-')), 'program');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true }));

/** The relevant parts of an ELF file: its header, and a section table at its end. */
function write(sections: (typeof code)[]): void {
  const program = Buffer.alloc(tableAt + sections.length * sectionBytes);
  program.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  program.writeBigUInt64LE(BigInt(tableAt), 40);
  program.writeUInt16LE(sectionBytes, 58);
  program.writeUInt16LE(sections.length, 60);
  for (const [index, { type, flags, offset }] of sections.entries()) {
    const at = tableAt + index * sectionBytes;
    program.writeUInt32LE(type, at + 4);
    program.writeBigUInt64LE(flags, at + 8);
    program.writeBigUInt64LE(offset, at + 24);
  }
  writeFileSync(file, program);
}

it('removes the symbols from the end of a program, and the table that names them', () => {
  write([code, symbols, names]);
  expect(stripSymbols(file)).toBe(tableAt + 3 * sectionBytes - 164);
  const stripped = readFileSync(file);
  expect(stripped.length).toBe(164);
  expect([stripped.readBigUInt64LE(40), stripped.readUInt16LE(60)]).toEqual([0n, 0]);
});

it.each([
  ['with loadable content after its symbols', [code, symbols, { ...code, offset: 264n }]],
  ['without symbols', [code, names]],
])('does not change a program %s', (_what, sections) => {
  write(sections);
  const before = readFileSync(file);
  expect(stripSymbols(file)).toBe(0);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('does not change a file in another format', () => {
  writeFileSync(file, Buffer.alloc(100, 'Mach-O'));
  expect(stripSymbols(file)).toBe(0);
});
