import { root } from '../../config.ts';
import { PartFailed } from '../../process/part-failed.ts';
import { runCommand } from '../../process/run-command.ts';
import { WrongChecksum } from '../checksum.ts';
import type { NativePackage } from '../native-packages.ts';

/** Checks that npm's registry has the locked package. @throws PartFailed or WrongChecksum otherwise */
export async function locatePackage({ name, version, integrity }: NativePackage): Promise<string> {
  const what = `${name}@${version}`;
  const output = await runCommand('npm', ['view', what, 'dist.integrity', '--loglevel=error'], {
    name: `npm view ${what}`,
    cwd: root,
  });
  const got = output.trim();
  if (got === '') throw new PartFailed(what, "is not in npm's registry");
  if (got !== integrity) throw new WrongChecksum(what, 'npm', got, integrity);
  return 'npm';
}
