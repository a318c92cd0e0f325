// node local/src/install/install-node.ts <folder>: takes Node for Apple-silicon Macs from a wheel, for the bootstrap.
import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PartFailed } from '../process/part-failed.ts';
import { installOnce } from './install-once.ts';
import { pinnedWheel } from './pins.ts';
import { findProgram, unpackWheel } from './wheel.ts';

const say = (text: string) => void process.stderr.write(`  Node: ${text}\n`);

/** @returns the path of node */
export async function installNode(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  await installOnce(
    folder,
    async (draft) => {
      await unpackWheel(pinnedWheel('node', 'darwin-arm64'), draft, say, (name) => name.endsWith('/bin/node'));
      renameSync(dirname(findProgram(draft, 'node')), join(draft, 'bin'));
    },
    say,
  );
  return join(folder, 'bin', 'node');
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder) {
  try {
    await installNode(folder);
  } catch (error) {
    if (!(error instanceof PartFailed)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
