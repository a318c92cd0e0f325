import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'];
const multiarch: Record<string, string> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** Whether programs find this shared library here. */
export function hasLibrary(name: string): boolean {
  const known = ['ldconfig', '/sbin/ldconfig'].map(
    (program) => spawnSync(program, ['-p'], { encoding: 'utf8' }).stdout,
  );
  if (known.some((list) => list?.includes(`\t${name} `))) return true;
  const own = multiarch[process.arch];
  return folders.some((folder) =>
    [folder, ...(own ? [join(folder, own)] : [])].some((one) => existsSync(join(one, name))),
  );
}

/** @returns undefined where the C library is another, as on Alpine */
export function glibcVersion(): string | undefined {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}
