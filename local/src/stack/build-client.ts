import { createHash } from 'node:crypto';
import {
  cpSync,
  type Dirent,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../config.ts';
import { withFileLock } from '../files/file-lock.ts';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { runCommand } from '../process/run-command.ts';

const source = join(root, 'client');
const sources = [source, join(root, 'api-client/src'), join(root, 'contracts/src')];
const output = join(source, '.next');
const unusedForMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Builds the client for production, unless it was built from the same sources before.
 * @returns the folder of the standalone server
 */
export async function buildClient(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const folder = await installOnce(
    join(cacheFolder, `client-${digestOfSources()}`),
    // All builds of this checkout use client/.next, whichever cache they are for.
    (draft) => withFileLock(join(root, 'node_modules/.cache/client-build.lock'), () => build(draft, onProgress)),
    onProgress,
  );
  const now = new Date();
  utimesSync(folder, now, now);
  removeUnused(cacheFolder);
  return folder;
}

/** The steps of `npm run build -w client`. */
const steps = [['next.mjs', 'build'], ['complete-standalone.mjs']] as const;

async function build(draft: string, onProgress: OnProgress): Promise<void> {
  for (const [script, ...args] of steps) {
    onProgress(`client: ${script}`);
    await runCommand(process.execPath, [join(source, 'scripts', script), ...args], {
      cwd: source,
      env: { NODE_ENV: 'production' },
    });
  }
  moveFolder(join(output, 'standalone'), draft);
  // 60 MB that save a later build a few seconds.
  rmSync(join(output, 'cache'), { recursive: true, force: true });
}

/** Moves the build, so that it takes disk space only once. */
function moveFolder(from: string, to: string): void {
  try {
    rmSync(to, { recursive: true });
    renameSync(from, to);
  } catch {
    // The folders are on different disks.
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    rmSync(from, { recursive: true });
  }
}

/** A digest of the build's inputs: the sources, the locked packages, the variables that Next inlines. */
function digestOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  const exclude = ({ name }: Dirent) => ['node_modules', '.next', 'coverage'].includes(name);
  const files = sources
    .flatMap((cwd) => globSync('**/*', { cwd, withFileTypes: true, exclude }))
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|^next-env\.d\.ts$|\.tsbuildinfo$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.sort(), join(root, 'package-lock.json')]) {
    hash.update(`\n${file.slice(root.length)}\n`).update(readFileSync(file));
  }
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (name.startsWith('NEXT_PUBLIC_')) hash.update(`\n${name}=${value}`);
  }
  return hash.digest('hex').slice(0, 16);
}

function removeUnused(cacheFolder: string): void {
  for (const entry of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, entry);
    if (!/^client-[0-9a-f]{16}(\.draft-\d+)?$/.test(entry) || Date.now() - statSync(path).mtimeMs < unusedForMs)
      continue;
    rmSync(path, { recursive: true, force: true });
  }
}
