import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A compressed file of a backup while it is written. */
export interface BackupFile {
  /** Resolves when more can be written. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

/** Creates a gzipped file that only its owner can read, and its folder. */
export function createBackupFile(path: string): BackupFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const input = new PassThrough();
  const written = pipeline(input, createGzip(), createWriteStream(path, { mode: 0o600, flush: true }));
  // Reported by close, or by the write that waits for it.
  written.catch(() => undefined);
  return {
    async write(chunk) {
      if (!input.write(chunk)) await Promise.race([once(input, 'drain'), written]);
    },
    async close() {
      input.end();
      await written;
    },
  };
}

/** Yields what a gzipped file contains. @throws when it is damaged */
async function* contentOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  for await (const chunk of file.pipe(unpacked)) yield chunk as Buffer;
}

/**
 * Yields the lines of a gzipped file. Only a newline ends a line: Node's readline also splits at U+2028, which JSON does not
 * escape.
 */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of contentOf(path)) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let begin = 0;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a, begin)) {
      yield rest.toString('utf8', begin, end);
      begin = end + 1;
    }
    rest = rest.subarray(begin);
  }
  if (rest.length > 0) throw new Error(`${path} ends within a line`);
}

/** Yields the BSON documents of a gzipped file; each begins with its length. */
export async function* documentsOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of contentOf(path)) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let begin = 0;
    while (rest.length - begin >= 4 && rest.length - begin >= rest.readInt32LE(begin)) {
      const end = begin + rest.readInt32LE(begin);
      yield rest.subarray(begin, end);
      begin = end;
    }
    rest = rest.subarray(begin);
  }
  if (rest.length > 0) throw new Error(`${path} ends within a document`);
}

/** @returns the sha256 of a file, hexadecimal */
export async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done();
    },
  });
  hashing.resume();
  await pipeline(createReadStream(path), hashing);
  return hash.digest('hex');
}

/** Groups what a generator yields, so that neither count nor size exceeds the limits; a larger single item is alone. */
export async function* inGroups<T>(
  items: AsyncIterable<T>,
  { count, size }: { count: number; size: number },
  sizeOf: (item: T) => number,
): AsyncGenerator<T[]> {
  let group: T[] = [];
  let total = 0;
  for await (const item of items) {
    const bytes = sizeOf(item);
    if (group.length > 0 && (group.length === count || total + bytes > size)) {
      yield group;
      group = [];
      total = 0;
    }
    group.push(item);
    total += bytes;
  }
  if (group.length > 0) yield group;
}
