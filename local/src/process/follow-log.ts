import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { sizeOf } from './log-file.ts';

const everyMs = 150;
const chunkBytes = 64 * 1024;

/**
 * Reads a log as it grows, whole lines at a time. A file that shrinks, or does not exist yet, is read from its beginning.
 * @param position the byte to begin with
 * @returns a function that ends it
 */
export function followLog(file: string, position: number, onLines: (lines: readonly string[]) => void): () => void {
  let decoder = new StringDecoder('utf8');
  let [at, rest] = [position, ''];
  const read = () => {
    const size = sizeOf(file);
    if (size < at) [at, rest, decoder] = [0, '', new StringDecoder('utf8')];
    if (size === at) return;
    const bytes = bytesOf(file, at, Math.min(size - at, chunkBytes));
    at += bytes.length;
    const lines = (rest + decoder.write(bytes)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) onLines(lines);
  };
  const timer = setInterval(read, everyMs);
  return () => clearInterval(timer);
}

function bytesOf(file: string, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
  } finally {
    closeSync(descriptor);
  }
}
