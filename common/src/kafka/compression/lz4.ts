import { ByteReader, GrowingBytes, undecompressible } from './growing-bytes.ts';

const magic = 0x184d2204;
const has = { blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 };
const isUncompressed = 2 ** 31;

/**
 * Decompresses frames of LZ4, which is what Kafka's record batches hold. Checksums are not compared: the batch has its own.
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
  if (reader.littleEndian(4) !== magic) throw undecompressible('it is no frame of LZ4');
  const flags = reader.byte();
  if (flags >> 6 !== 1 || flags & has.dictionary) throw undecompressible('its kind of frame is not known');
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

/** Sequences of literals and a match, which may begin in an earlier block; the last one has no match. */
function decompressBlock(reader: ByteReader, output: GrowingBytes): void {
  while (!reader.isAtEnd) {
    const token = reader.byte();
    reader.copyTo(output, lengthFrom(reader, token >> 4));
    if (reader.isAtEnd) return;
    const distance = reader.littleEndian(2);
    output.repeat(distance, lengthFrom(reader, token & 15) + 4);
  }
}

/** 15 says that more follows, and so does 255. */
function lengthFrom(reader: ByteReader, inToken: number): number {
  let length = inToken;
  if (inToken < 15) return length;
  for (let more = 255; more === 255; length += more) more = reader.byte();
  return length;
}
