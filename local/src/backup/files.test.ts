import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createBackupFile, documentsOf, inGroups, linesOf } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function written(...chunks: (string | Uint8Array)[]): Promise<string> {
  const path = join(folder, 'in', 'a', 'folder', 'file.gz');
  const file = createBackupFile(path);
  for (const chunk of chunks) await file.write(chunk);
  await file.close();
  return path;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it('returns lines as they were, also with a line separator of Unicode and beyond one chunk', async () => {
  const lines = ['{"title":"a\u2028b"}', 'x'.repeat(300_000), ''];

  const path = await written(...lines.map((line) => `${line}\n`));

  expect(await collect(linesOf(path))).toEqual(lines);
});

it('returns documents as they were, however they were cut into chunks', async () => {
  const documentOf = (length: number) => {
    const document = Buffer.alloc(length, length % 251);
    document.writeInt32LE(length);
    return document;
  };
  const documents = [documentOf(5), documentOf(200_000), documentOf(77)];
  const all = Buffer.concat(documents);

  const path = await written(all.subarray(0, 3), all.subarray(3, 100_001), all.subarray(100_001));

  expect((await collect(documentsOf(path))).map((document) => document.equals(documents.shift() as Buffer))).toEqual([
    true,
    true,
    true,
  ]);
});

it('does not return a part of a line or document', async () => {
  await expect(collect(linesOf(await written('a\nb')))).rejects.toThrow(/ends within a line/);
  await expect(collect(documentsOf(await written(Buffer.from([9, 0, 0, 0, 1]))))).rejects.toThrow(
    /ends within a document/,
  );
});

it('writes files that only their owner can read', async () => {
  expect(statSync(await written('secret\n')).mode & 0o777).toBe(0o600);
});

it('groups by number and size; what is too large is alone', async () => {
  async function* items() {
    yield* ['aa', 'bb', 'cc', 'd'.repeat(10), 'ee'];
  }

  const groups = await collect(inGroups(items(), { count: 2, size: 5 }, (item) => item.length));

  expect(groups).toEqual([['aa', 'bb'], ['cc'], ['d'.repeat(10)], ['ee']]);
});
