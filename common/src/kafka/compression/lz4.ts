import { ByteReader, GrowingBytes, undecompressible } from './growing-bytes.ts';

const magic = 0x184d2204;
const has = { blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 };
const isUncompressed = 2 ** 31;

/**
 * Decompresses LZ4 frames, the format of Kafka's record batches. Ignores frame checksums: the batch has its own.
 * Source: lz4/lz4, lz4_Frame_format.md and lz4_Block_format.md.
 * @throws PermanentError undecompressible
 */
export function decompressLz4(compressed: Buffer): Buffer {
  const reader = new ByteReader(compressed);
  const output = new GrowingBytes();
  while (!reader.isAtEnd) decompressFrame(reader, output);
  return output.all();
}

function decompressFrame(reader: ByteReader, output: GrowingBytes): void {
  if (reader.littleEndian(4) !== magic) throw undecompressible('it is not an LZ4 frame');
  const flags = reader.byte();
  if (flags >> 6 !== 1 || flags & has.dictionary) throw undecompressible('its frame type is not supported');
  const afterFlags = 1 + (flags & has.contentSize ? 8 : 0) + 1;
  reader.part(afterFlags);
  const checksumBytes = flags & has.blockChecksum ? 4 : 0;
  for (let size = reader.littleEndian(4); size !== 0; size = reader.littleEndian(4)) {
    if (size >= isUncompressed) reader.copyTo(output, size - isUncompressed);
    else decompressBlock(reader.part(size), output);
    reader.part(checksumBytes);
  }
  reader.part(flags & has.contentChecksum ? 4 : 0);
}

/**
 * A block is a series of literals followed by a match, which may refer to an earlier block; the last one has no match.
 */
function decompressBlock(reader: ByteReader, output: GrowingBytes): void {
  while (!reader.isAtEnd) {
    const token = reader.byte();
    reader.copyTo(output, lengthFrom(reader, token >> 4));
    if (reader.isAtEnd) return;
    const distance = reader.littleEndian(2);
    output.repeat(distance, lengthFrom(reader, token & 15) + 4);
  }
}

/** A token value of 15 and a byte value of 255 mean that another length byte follows. */
function lengthFrom(reader: ByteReader, inToken: number): number {
  let length = inToken;
  if (inToken < 15) return length;
  for (let more = 255; more === 255; length += more) more = reader.byte();
  return length;
}
