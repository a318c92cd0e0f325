import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PartFailed } from '../process/part-failed.ts';
import { runCommand } from '../process/run-command.ts';
import { installOnce, type OnProgress } from './install-once.ts';
import { findOnPath } from './on-path.ts';

export interface GoProgram {
  /** Name for messages; also the file name. */
  program: string;
  /** module/path/of/its/command */
  command: string;
  version: string;
  folder: string;
}

/**
 * Builds one Go program from its module.
 * @returns the path of the program
 * @throws PartFailed when Go is missing or the build fails
 */
export async function programFromGo(
  { program, command, version, folder }: GoProgram,
  onProgress: OnProgress,
): Promise<string> {
  await installOnce(
    folder,
    async (draft) => {
      const go = findOnPath('go');
      if (!go)
        throw new PartFailed(program, 'must be built with Go, which is not on the PATH: install Go 1.23 or newer');
      onProgress('building');
      await runCommand(go, ['install', `${command}@${version}`], {
        name: `go install ${command}`,
        env: { GOBIN: draft },
      });
      renameSync(join(draft, basename(command)), join(draft, program));
    },
    onProgress,
  );
  return join(folder, program);
}
