import type { ChildProcess } from 'node:child_process';
import { type LaunchSpec, spawnProgram } from '../process/launch.ts';
import type { Imports } from './imports.ts';
import { type LoadFiles, sparePackagesVariable } from './program-messages.ts';

/**
 * Processes that have loaded a program's packages and wait for its next start. Loading them is most of a start (0.8 of 1.0 s),
 * and an edit does not change them. Each takes 80 MB, so only the programs that were edited last have one unless much memory is
 * free.
 */
export interface Spares {
  /**
   * Starts a spare, replacing the program's last one and, without room, that of the program that was edited longest ago.
   * Resolves once it has loaded the packages or has exited.
   */
  keep(spec: LaunchSpec): Promise<void>;
  /** Whether a spare for one more program would replace none. */
  hasRoom(): boolean;
  /**
   * Lets the program's spare load the program's own files, too, while the process that it replaces still drains. If one changes
   * after that, the program is reloaded again.
   */
  rouse(name: string): void;
  has(name: string): boolean;
  /** @returns the program's spare, if it was made for the same start; the caller then sends it any message */
  take(spec: LaunchSpec): ChildProcess | null;
}

interface Spare {
  child: ChildProcess;
  start: string;
}

/** However little memory is free. */
const minSpares = 2;
/** As much memory must be free for more; bytes. The system, an editor and a browser need some, too. */
const roomyBytes = 4 * 1024 ** 3;

export function createSpares(imports: Imports, availableMemory: () => number = process.availableMemory): Spares {
  const spares = new Map<string, Spare>();
  const hasRoom = () => spares.size < minSpares || availableMemory() >= roomyBytes;
  const end = (name: string) => {
    spares.get(name)?.child.kill('SIGKILL');
    spares.delete(name);
  };
  return {
    hasRoom,
    keep: async (spec) => {
      end(spec.name);
      const packages = imports.packagesOf(spec.name).join('\n');
      if (!packages) return;
      const [oldest] = spares.keys();
      if (!hasRoom() && oldest !== undefined) end(oldest);
      const child = spawnProgram({ ...spec, env: { ...spec.env, [sparePackagesVariable]: packages } });
      spares.set(spec.name, { child, start: startOf(spec) });
      await new Promise<unknown>((resolve) =>
        child.once('message', resolve).once('exit', resolve).on('error', resolve),
      );
    },
    rouse: (name) => {
      const message: LoadFiles = { load: imports.filesOf(name) };
      spares.get(name)?.child.send(message, () => {});
    },
    has: (name) => spares.has(name),
    take: (spec) => {
      const spare = spares.get(spec.name);
      if (!spare) return null;
      if (!spare.child.connected || spare.start !== startOf(spec)) {
        end(spec.name);
        return null;
      }
      spares.delete(spec.name);
      return spare.child;
    },
  };
}

const startOf = ({ args, env }: LaunchSpec): string => JSON.stringify([args, env]);
