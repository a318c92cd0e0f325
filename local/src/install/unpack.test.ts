import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { zipOf } from '../../test/zip-of.ts';
import { unzip } from './unpack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function archiveOf(...entries: Parameters<typeof zipOf>[0]): string {
  const file = join(folder, 'archive.whl');
  writeFileSync(file, zipOf(entries));
  return file;
}
const output = () => join(folder, 'out');

it('unpacks the wanted files with their permissions', async () => {
  const archive = archiveOf(
    { name: 'bin/java', content: 'x', mode: 0o100755 },
    { name: 'lib/modules', content: 'y' },
    { name: 'README', content: 'z' },
  );
  expect(await unzip(archive, output(), (name) => name !== 'README')).toBe(2);
  expect(statSync(join(output(), 'bin/java')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(output(), 'lib/modules'), 'utf8')).toBe('y');
  expect(readdirSync(output()).sort()).toEqual(['bin', 'lib']);
});

it('writes nothing outside the folder and creates no links', async () => {
  await expect(unzip(archiveOf({ name: '../escaped', content: 'x' }), output())).rejects.toThrow(
    /invalid relative path/,
  );
  expect(existsSync(join(folder, 'escaped'))).toBe(false);
  expect(await unzip(archiveOf({ name: 'link', content: '/etc/passwd', mode: 0o120777 }), output())).toBe(0);
});

it('rejects a truncated archive', async () => {
  const file = archiveOf({ name: 'a', content: 'x' });
  writeFileSync(file, readFileSync(file).subarray(0, 30));
  await expect(unzip(file, output())).rejects.toThrow();
});
