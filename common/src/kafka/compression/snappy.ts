import { ByteReader, GrowingBytes, undecompressible } from './growing-bytes.ts';

/** Header of snappy-java: "\x82SNAPPY\0" and two versions of four bytes each. */
const chunkedMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const chunkedHeaderBytes = chunkedMagic.length + 8;

/**
 * Decompresses Snappy as Kafka's clients write it: a single block, or snappy-java's chunks. Source: google/snappy,
 * format_description.txt.
 * @throws PermanentError undecompressible
 */
export function decompressSnappy(compressed: Buffer): Buffer {
  const output = new GrowingBytes();
  if (!compressed.subarray(0, chunkedMagic.length).equals(chunkedMagic)) {
    decompressBlock(new ByteReader(compressed), output);
    return output.all();
  }
  const reader = new ByteReader(compressed, chunkedHeaderBytes);
  while (!reader.isAtEnd) decompressBlock(reader.part(reader.bigEndian32()), output);
  return output.all();
}

function decompressBlock(reader: ByteReader, output: GrowingBytes): void {
  const end = output.length + lengthOf(reader);
  while (!reader.isAtEnd) {
    const tag = reader.byte();
    const kind = tag & 3;
    if (kind === 0) reader.copyTo(output, literalLength(reader, tag >> 2));
    else if (kind === 1) output.repeat((tag >> 5) * 256 + reader.byte(), ((tag >> 2) & 7) + 4);
    else output.repeat(reader.littleEndian(kind === 2 ? 2 : 4), (tag >> 2) + 1);
  }
  if (output.length !== end) throw undecompressible('its length does not match its header');
}

/** Lengths up to 60 are in the tag; above, the tag holds the number of length bytes that follow. */
const literalLength = (reader: ByteReader, inTag: number): number =>
  (inTag < 60 ? inTag : reader.littleEndian(inTag - 59)) + 1;

/** Reads the total length, a varint of seven bits per byte. */
function lengthOf(reader: ByteReader): number {
  let length = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.byte();
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return length;
  }
  throw undecompressible('its length is invalid');
}
