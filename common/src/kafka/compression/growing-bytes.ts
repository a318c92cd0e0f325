import { PermanentError } from '../../errors/index.ts';

/** Limit for the decompressed size that a small message can claim; no real batch comes near it. Bytes. */
export const maxDecompressedBytes = 128 * 1024 * 1024;

/** The error for bytes that are no valid compressed batch. */
export const undecompressible = (why: string, options?: ErrorOptions): PermanentError =>
  new PermanentError('undecompressible', `a compressed batch can't be read: ${why}`, options);

/** The output of a decompression: appended bytes and repetitions of earlier output. */
export class GrowingBytes {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  /** @throws PermanentError undecompressible when the source is too short */
  append(source: Buffer, start: number, count: number): void {
    if (start + count > source.length) throw undecompressible('it is truncated');
    this.#makeRoom(count);
    source.copy(this.#bytes, this.#length, start, start + count);
    this.#length += count;
  }

  /**
   * Repeats `count` bytes that start `distance` bytes before the end. When `count` exceeds `distance`, the sequence
   * repeats.
   * @throws PermanentError undecompressible when `distance` exceeds the output
   */
  repeat(distance: number, count: number): void {
    if (distance < 1 || distance > this.#length) throw undecompressible('it refers to missing output');
    this.#makeRoom(count);
    const from = this.#length - distance;
    for (let done = 0; done < count; ) {
      const part = Math.min(distance + done, count - done);
      this.#bytes.copyWithin(this.#length + done, from, from + part);
      done += part;
    }
    this.#length += count;
  }

  get length(): number {
    return this.#length;
  }

  all(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #makeRoom(count: number): void {
    const wanted = this.#length + count;
    if (wanted > maxDecompressedBytes) throw undecompressible('it is too large');
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(wanted, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads from a buffer; throws PermanentError undecompressible at its end. */
export class ByteReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw undecompressible('it is truncated');
    this.at += 1;
    return value;
  }

  /** @param size bytes, 1 to 4, least significant first */
  littleEndian(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) value += this.byte() * 256 ** index;
    return value;
  }

  bigEndian32(): number {
    return this.byte() * 2 ** 24 + this.byte() * 2 ** 16 + this.byte() * 2 ** 8 + this.byte();
  }

  /** Returns a reader of the next `size` bytes. */
  part(size: number): ByteReader {
    if (this.at + size > this.bytes.length) throw undecompressible('it is truncated');
    const part = new ByteReader(this.bytes.subarray(this.at, this.at + size));
    this.at += size;
    return part;
  }

  /** Copies the next `count` bytes to the output. */
  copyTo(output: GrowingBytes, count: number): void {
    output.append(this.bytes, this.at, count);
    this.at += count;
  }
}
