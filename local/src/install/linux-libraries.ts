import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const multiarch: Record<string, string> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const folders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'].flatMap((folder) => [
  folder,
  join(folder, multiarch[process.arch] ?? ''),
]);

let known: string | undefined;

/** Whether programs on this machine find this shared library. */
export function hasLibrary(name: string): boolean {
  // The linker's list; ordinary users often have no sbin on their PATH.
  known ??= ['ldconfig', '/sbin/ldconfig'].map((one) => spawnSync(one, ['-p'], { encoding: 'utf8' }).stdout).join('\n');
  return known.includes(`\t${name} `) || folders.some((folder) => existsSync(join(folder, name)));
}

/** @returns undefined with another C library, as on Alpine */
export function glibcVersion(): string | undefined {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}
