import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program of this name that a shell would run; undefined when there is none. */
export function findOnPath(program: string, path = process.env.PATH ?? ''): string | undefined {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {}
  }
  return undefined;
}

/** Like findOnPath, with links resolved: programs such as PostgreSQL look for their files beside themselves. */
export function realProgramOnPath(program: string): string | undefined {
  const found = findOnPath(program);
  return found && realpathSync(found);
}

/** The first dotted number in a program's version output; undefined when the program can't be run. */
export function versionOf(program: string, args: readonly string[] = ['--version']): string | undefined {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? /\d+(\.\d+)+/.exec(`${stdout}${stderr}`)?.[0] : undefined;
}

/** Whether version a.b… is at least `wanted`, by its leading numbers. */
export function isAtLeast(version: string | undefined, wanted: readonly number[]): boolean {
  if (version === undefined) return false;
  const numbers = version.split('.').map(Number);
  for (const [position, minimum] of wanted.entries()) {
    const number = numbers[position] ?? 0;
    if (number !== minimum) return number > minimum;
  }
  return true;
}
