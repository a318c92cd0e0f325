import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type LoopbackRegistry, startRegistry } from '../../../test/loopback-registry.ts';
import { WrongChecksum } from '../checksum.ts';
import { fetchJars, locateJars } from './jars.ts';
import { coordinateOf } from './maven-client.ts';
import type { MavenSettings } from './maven-settings.ts';

const pinOf = (path: string, content = path) => ({ path, sha256: createHash('sha256').update(content).digest('hex') });
const pins = ['org/a/a/1/a-1.jar', 'org/b/b/2/b-2.jar'].map((path) => pinOf(path));
const answers = Object.fromEntries(pins.map(({ path }) => [`/maven/${path}`, { body: path }]));

let folder: string;
let registry: LoopbackRegistry;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  process.env.PATH = folder; // no Maven
});
afterEach(async () => {
  process.env.PATH = path;
  await registry.stop();
  rmSync(folder, { recursive: true });
});

const settings = (): MavenSettings => ({
  repository: { url: new URL(`${registry.url}/maven/`), access: {} },
  localRepository: join(folder, 'repository'),
});
const lib = () => join(folder, 'lib');
function keep(at: string, content: string): void {
  mkdirSync(dirname(join(folder, 'repository', at)), { recursive: true });
  writeFileSync(join(folder, 'repository', at), content);
}

it('takes jars from the configured repository', async () => {
  registry = await startRegistry(answers);
  const told: string[] = [];
  await fetchJars(pins, lib(), (text) => told.push(text), settings());
  expect(readdirSync(lib())).toEqual(['a-1.jar', 'b-2.jar']);
  expect(told.at(-1)).toBe('2 of 2 files downloaded');
});

it('takes jars from Maven’s local repository, unless their checksum differs', async () => {
  registry = await startRegistry(answers);
  keep('org/a/a/1/a-1.jar', 'org/a/a/1/a-1.jar');
  keep('org/b/b/2/b-2.jar', 'half of it');
  await fetchJars(pins, lib(), () => {}, settings());
  expect(registry.asked).toEqual(['GET /maven/org/b/b/2/b-2.jar']);
  expect(readFileSync(join(lib(), 'b-2.jar'), 'utf8')).toBe('org/b/b/2/b-2.jar');
});

it('rejects a jar with another checksum', async () => {
  registry = await startRegistry({ ...answers, '/maven/org/a/a/1/a-1.jar': { body: 'evil' } });
  await expect(fetchJars(pins, lib(), () => {}, settings())).rejects.toThrow(WrongChecksum);
});

it('names the repository that lacks a jar, and a remedy', async () => {
  registry = await startRegistry({});
  await expect(fetchJars(pins, lib(), () => {}, settings())).rejects.toThrow(
    /a-1\.jar answered with 404.*settings\.xml/,
  );
  await expect(locateJars(pins, settings())).rejects.toThrow(/does not exist/);
});

it('looks up jars without downloading them', async () => {
  registry = await startRegistry(answers);
  expect(await locateJars(pins, settings())).toBe(`${registry.url}/maven/`);
  expect(registry.asked.every((one) => one.startsWith('HEAD '))).toBe(true);
});

it('uses Maven when the repository lacks a jar', async () => {
  registry = await startRegistry({});
  const maven = `#!/bin/sh
for argument; do case $argument in -DoutputDirectory=*) output=\${argument#*=};; esac; done
for jar in ${pins.map((pin) => pin.path).join(' ')}; do
  /bin/mkdir -p "$output/\${jar%/*}"
  printf %s "$jar" > "$output/$jar"
done
`;
  writeFileSync(join(folder, 'mvn'), maven, { mode: 0o755 });
  await fetchJars(pins, lib(), () => {}, settings());
  expect(readdirSync(lib())).toEqual(['a-1.jar', 'b-2.jar']);
});

it.each([
  ['org/slf4j/slf4j-api/1.7.36/slf4j-api-1.7.36.jar', 'org.slf4j:slf4j-api:1.7.36'],
  ['io/x/app/2.0.Final/app-2.0.Final-all.tar.gz', 'io.x:app:2.0.Final:tar.gz:all'],
  ['io/x/native/1/native-1-linux-x86_64.jar', 'io.x:native:1:jar:linux-x86_64'],
])('reads the coordinate of %s', (at, coordinate) => {
  expect(coordinateOf(at)).toBe(coordinate);
});
