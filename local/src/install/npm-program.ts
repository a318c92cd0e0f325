import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import { installOnce, type OnProgress } from './install-once.ts';

export interface NpmProgram {
  /** Folder with a package.json and the package-lock.json that pins everything the program needs. */
  locked: string;
  /** Path of the program below node_modules. */
  program: string;
  folder: string;
}

/**
 * Installs a program whose packages are too large for everyone's node_modules.
 * @returns the path of the program
 * @throws PartFailed when the installation fails
 */
export async function programFromNpm({ locked, program, folder }: NpmProgram, onProgress: OnProgress): Promise<string> {
  await installOnce(
    folder,
    async (draft) => {
      for (const file of ['package.json', 'package-lock.json']) cpSync(join(locked, file), join(draft, file));
      onProgress('installing');
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      await runCommand('npm', args, { name: `npm ci of ${basename(locked)}`, cwd: draft });
    },
    onProgress,
  );
  return join(folder, 'node_modules', program);
}
