import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.ts';
import { checksumOf } from './files.ts';

/** Rises when an older restore could not read the backup. */
const version = 1;
const format = 'ticketing-backup';

const count = z.int().nonnegative();
const Place = z.object({ topic: z.string(), partition: count, offset: count });
const Table = z.object({
  rows: count,
  /** Of the rows' text, as `digestOf` in stores/postgres.ts computes it; independent of their order. */
  digest: z.string(),
});

const Manifest = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** The moment of the cut: what was answered before is in the backup, what was begun after it is not. */
  takenAt: z.iso.datetime(),
  /** How long the services were held, milliseconds. */
  heldMs: z.number(),
  postgres: z.record(
    z.string(),
    z.object({
      server: z.string(),
      migrations: z.array(z.string()),
      tables: z.record(z.string(), Table),
    }),
  ),
  mongo: z.record(z.string(), z.object({ server: z.string(), collections: z.record(z.string(), count) })),
  kafka: z.object({
    /** Topic → offsets [begin, end) of each partition. */
    topics: z.record(z.string(), z.array(z.object({ begin: count, end: count }))),
    /** Consumer group → next offsets. */
    groups: z.record(z.string(), z.array(Place)),
  }),
  /** What Connect knew of each connector: positions in the log of a server that a restore replaces. For people only. */
  connectors: z.record(z.string(), z.unknown()),
});

export type Manifest = z.infer<typeof Manifest>;
export type PostgresContents = Manifest['postgres'][string];
export type MongoContents = Manifest['mongo'][string];
export type KafkaContents = Manifest['kafka'];

/** The folder is not a backup that can be restored, or the target is not empty. The message says what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

const manifestFile = 'manifest.json';
/** In the format of `sha256sum`: `sha256sum --check SHA256SUMS` verifies a backup without this program. */
const checksumsFile = 'SHA256SUMS';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => name !== checksumsFile)
    .toSorted();

/** Writes the manifest and the checksums of all files of the folder: the last files of a backup. */
export async function sealBackup(
  folder: string,
  contents: Omit<Manifest, 'format' | 'version'>,
): Promise<{ files: number; bytes: number }> {
  const manifest: Manifest = { format, version, ...contents };
  writeAtomically(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  const names = filesIn(folder);
  const lines: string[] = [];
  for (const name of names) lines.push(`${await checksumOf(join(folder, name))}  ${name}\n`);
  writeAtomically(join(folder, checksumsFile), lines.join(''));
  return {
    files: names.length,
    bytes: names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  };
}

/**
 * Reads a backup's manifest and verifies the checksum of every file.
 * @throws BackupRefused when it is not a backup, is of an unknown version, or is damaged
 */
export async function readBackup(folder: string): Promise<Manifest> {
  const given = readManifest(folder);
  const { format: givenFormat, version: givenVersion } = z
    .object({ format: z.unknown(), version: z.unknown() })
    .catch({ format: undefined, version: undefined })
    .parse(given);
  if (givenFormat !== format) throw new BackupRefused(`${folder} is not a backup of this system`);
  if (givenVersion !== version)
    throw new BackupRefused(
      `${folder} has version ${String(givenVersion)}, and this release restores version ${version}: restore it with the release that made it`,
    );
  await verifyFiles(folder);
  const manifest = Manifest.safeParse(given);
  if (!manifest.success)
    throw new BackupRefused(`${folder} has a malformed manifest: ${z.prettifyError(manifest.error)}`);
  return manifest.data;
}

function readManifest(folder: string): unknown {
  if (!existsSync(folder)) throw new BackupRefused(`${folder} does not exist`);
  const file = join(folder, manifestFile);
  if (!existsSync(file))
    throw new BackupRefused(`${folder} has no ${manifestFile}: it is not a backup, or was interrupted`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new BackupRefused(`${file} is damaged: it is not JSON`);
  }
}

async function verifyFiles(folder: string): Promise<void> {
  const file = join(folder, checksumsFile);
  if (!existsSync(file)) throw new BackupRefused(`${folder} has no ${checksumsFile}: it was interrupted`);
  const expected = new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
  );
  const names = filesIn(folder);
  const missing = [...expected.keys()].filter((name) => !names.includes(name));
  const strange = names.filter((name) => !expected.has(name));
  const changed: string[] = [];
  for (const name of names)
    if (expected.has(name) && (await checksumOf(join(folder, name))) !== expected.get(name)) changed.push(name);
  const problems = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(changed.length > 0 ? [`changed: ${changed.join(', ')}`] : []),
    ...(strange.length > 0 ? [`not part of it: ${strange.join(', ')}`] : []),
  ];
  if (problems.length > 0) throw new BackupRefused(`${folder} is damaged; ${problems.join('; ')}`);
}
