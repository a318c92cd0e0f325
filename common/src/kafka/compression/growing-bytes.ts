import { PermanentError } from '../../errors/index.ts';

/** A small message can claim to become any size; no batch of ours comes near this. */
export const mostBytes = 128 * 1024 * 1024;

export const undecompressible = (why: string, options?: ErrorOptions): PermanentError =>
  new PermanentError('undecompressible', `a compressed batch can't be read: ${why}`, options);

/** The output of a decompression: bytes that are appended, or repeated from what is there. */
export class GrowingBytes {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  /** @throws PermanentError undecompressible when the source ends before */
  append(source: Buffer, start: number, count: number): void {
    if (start + count > source.length) throw undecompressible('it ends too early');
    this.#makeRoom(count);
    source.copy(this.#bytes, this.#length, start, start + count);
    this.#length += count;
  }

  /**
   * Repeats what begins so far before the end, also when that is less than is wanted: then it is repeated several times.
   * @throws PermanentError undecompressible when there is less than that
   */
  repeat(distance: number, count: number): void {
    if (distance < 1 || distance > this.#length) throw undecompressible('it refers to what is not there');
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
    if (wanted > mostBytes) throw undecompressible('it is too large');
    if (wanted <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(wanted, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads from a buffer and throws PermanentError undecompressible at its end. */
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
    if (value === undefined) throw undecompressible('it ends too early');
    this.at += 1;
    return value;
  }

  /** @param size bytes, 1 to 4, the least significant first */
  littleEndian(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) value += this.byte() * 256 ** index;
    return value;
  }

  bigEndian32(): number {
    return this.byte() * 2 ** 24 + this.byte() * 2 ** 16 + this.byte() * 2 ** 8 + this.byte();
  }

  /** The next bytes, as a reader of their own. */
  part(size: number): ByteReader {
    if (this.at + size > this.bytes.length) throw undecompressible('it ends too early');
    const part = new ByteReader(this.bytes.subarray(this.at, this.at + size));
    this.at += size;
    return part;
  }

  /** Passes the next bytes on. */
  copyTo(output: GrowingBytes, count: number): void {
    output.append(this.bytes, this.at, count);
    this.at += count;
  }
}
