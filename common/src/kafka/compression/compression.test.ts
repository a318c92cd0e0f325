import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import kafkajs, { type CompressionTypes as Types } from 'kafkajs';
import { decompressLz4 } from './lz4.ts';
import { registerCodecs } from './register-codecs.ts';
import { decompressSnappy } from './snappy.ts';

const { CompressionCodecs, CompressionTypes } = kafkajs;
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const text = 'abcabcabcabc';

// 12 bytes: the literal "abc", then nine bytes copied from distance 3.
const snappyBlock = hex('0c 08 616263 15 03');
const snappyChunks = Buffer.concat([hex('82534e4150505900 00000001 00000001 00000007'), snappyBlock]);
// A frame whose second block refers to the first and ends with a literal.
const lz4Linked = hex('04224d18 40 40 00  03000080 616263  05000000 05 0300 10 64  00000000');
// A frame with all optional fields: checksums and content size.
const lz4Full = hex('04224d18 7c 40 0c00000000000000 00  07000000 30 616263 0300 00  00000000  00000000 00000000');

describe('Snappy', () => {
  it.each([
    ['a block', snappyBlock],
    ['Java’s chunks', snappyChunks],
  ])('reads %s', (_, compressed) => expect(decompressSnappy(compressed).toString()).toBe(text));
});

describe('LZ4', () => {
  it('reads a block that refers to the previous one', () =>
    expect(decompressLz4(lz4Linked).toString()).toBe(`${text}d`));
  it('reads a frame with sizes and checksums', () => expect(decompressLz4(lz4Full).toString()).toBe('abcabca'));
  it('reads several consecutive frames', () =>
    expect(decompressLz4(Buffer.concat([lz4Linked, lz4Linked])).toString()).toBe(`${text}d${text}d`));
});

describe('damaged input', () => {
  registerCodecs();
  const codecs: [string, Types.Snappy | Types.LZ4 | Types.ZSTD, Buffer][] = [
    ['Snappy', CompressionTypes.Snappy, snappyBlock],
    ['Snappy in chunks', CompressionTypes.Snappy, snappyChunks],
    ['LZ4', CompressionTypes.LZ4, lz4Linked],
    ['Zstandard', CompressionTypes.ZSTD, zstdCompressSync(Buffer.from(text))],
  ];
  const failureOf = async (type: (typeof codecs)[number][1], compressed: Buffer): Promise<unknown> => {
    const codec = CompressionCodecs[type]() as { decompress(compressed: Buffer): Promise<Buffer> };
    return codec.decompress(compressed).then(
      () => null,
      (error: unknown) => error,
    );
  };

  it.each(codecs)('is rejected when truncated: %s', async (_, type, compressed) => {
    for (let length = 1; length < compressed.length; length += 1) {
      const failure = await failureOf(type, compressed.subarray(0, length));
      if (failure !== null) expect(failure).toMatchObject({ code: 'undecompressible' });
    }
    expect(await failureOf(type, compressed.subarray(0, compressed.length - 2))).not.toBeNull();
  });

  it.each(codecs)('is decoded or rejected, never anything else, with wrong bytes: %s', async (_, type, compressed) => {
    for (let round = 0; round < 500; round += 1) {
      const damaged = Buffer.concat([compressed, randomBytes(20)]);
      damaged[round % damaged.length] = round % 256;
      const failure = await failureOf(type, damaged);
      if (failure !== null) expect(failure).toMatchObject({ code: 'undecompressible' });
    }
  });
});
