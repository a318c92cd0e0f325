import { describe, expect, it } from '@jest/globals';
import { bytesOf, hexDump } from './hex-dump.ts';

describe('a hex dump', () => {
  it('has 16 bytes per line, in two halves, with their text', () => {
    const bytes = bytesOf(Buffer.from('\0\0\0\0*{"id":"order-4711"}').toString('base64'));
    expect(hexDump(bytes, 100)).toEqual([
      { offset: '00000000', hex: '00 00 00 00 2a 7b 22 69  64 22 3a 22 6f 72 64 65', text: '....*{"id":"orde' },
      { offset: '00000010', hex: '72 2d 34 37 31 31 22 7d  ', text: 'r-4711"}' },
    ]);
  });

  it('shows non-printable characters as dots', () =>
    expect(hexDump(Uint8Array.of(0x1b, 0x7f, 0x80, 0xff, 0x41), 100)[0]?.text).toBe('....A'));

  it('stops after the maximum number of bytes', () => expect(hexDump(new Uint8Array(1_000), 40)).toHaveLength(3));

  it('is empty for no bytes', () => expect(hexDump(bytesOf(''), 40)).toEqual([]));
});
