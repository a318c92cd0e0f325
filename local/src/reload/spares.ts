import type { ChildProcess } from 'node:child_process';
import { type LaunchSpec, spawnProgram } from '../process/launch.ts';
import type { Imports } from './imports.ts';
import { type LoadFiles, sparePackagesVariable } from './program-messages.ts';

/**
 * Processes that have loaded a program's packages and wait for its next start. Loading them is most of a start (0.8 of 1.0 s),
 * and an edit does not change them. Only the programs that were edited last have one: each takes 80 MB.
 */
export interface Spares {
  /** Starts a spare in the background, replacing an existing one. */
  keep(spec: LaunchSpec): void;
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

export const maxSpares = 2;

export function createSpares(imports: Imports): Spares {
  const spares = new Map<string, Spare>();
  const end = (name: string) => {
    spares.get(name)?.child.kill('SIGKILL');
    spares.delete(name);
  };
  return {
    keep: (spec) => {
      end(spec.name);
      const packages = imports.packagesOf(spec.name).join('\n');
      if (!packages) return;
      const child = spawnProgram({ ...spec, env: { ...spec.env, [sparePackagesVariable]: packages } });
      child.on('error', () => {});
      spares.set(spec.name, { child, start: startOf(spec) });
      const [oldest] = spares.keys();
      if (spares.size > maxSpares && oldest !== undefined) end(oldest);
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
