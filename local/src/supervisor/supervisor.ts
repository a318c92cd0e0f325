import type { EndpointEntry } from '../endpoints.ts';
import { PartFailed } from '../process/part-failed.ts';
import type { Spares } from '../reload/spares.ts';
import type { Unit } from '../stack/unit.ts';
import { stopByLayers } from './pid-files.ts';
import { Program } from './program.ts';

export interface SupervisorOptions {
  units: readonly Unit[];
  logOf: (name: string) => string;
  runFolder: string;
  restartsServices: boolean;
  /** Processes that wait to become an edited program, so that its next start is faster. */
  spares?: Spares | undefined;
  /** Called when a program starts, becomes ready or stops. */
  onChange: () => void;
  onWarning: (text: string) => void;
}

export interface Supervisor {
  /** Starts a unit and waits until it is ready. @throws PartFailed; the started process is left running for diagnosis */
  start(name: string): Promise<void>;
  /** Stops it if it is running. Idempotent. */
  stop(name: string): Promise<void>;
  /** @param env added to the program's environment until the next requested restart; kept when it restarts after a crash */
  restart(name: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Restarts an edited program with the environment of its last start. */
  reload(name: string, edit: { isShared: boolean }): Promise<void>;
  /** Gives programs a spare, one after another, as long as memory is free. */
  keepSpares(): Promise<void>;
  /** Stops everything, dependents first, and starts nothing afterwards. Idempotent. */
  stopAll(onStopped?: (name: string) => void): Promise<void>;
  entries(): EndpointEntry[];
  /** What the stack adds to the program's environment; empty before its first start. */
  environmentOf(name: string): NodeJS.ProcessEnv;
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { units, runFolder, restartsServices, spares, logOf, onChange, onWarning } = options;
  let isStopping = false;
  let keepingSpares: Promise<void> | null = null;
  const programs = new Map(
    units.map((unit) => {
      const restartsAfterCrash = unit.kind === 'service' && restartsServices;
      const isStackStopping = () => isStopping;
      const program = new Program({
        unit,
        runFolder,
        restartsAfterCrash,
        spares,
        isStackStopping,
        onChange,
        onWarning,
      });
      return [unit.name, program];
    }),
  );
  const find = (name: string): Program => {
    const found = programs.get(name);
    if (!found)
      throw new PartFailed(name, `is not a part of this stack; its parts are ${[...programs.keys()].join(', ')}`);
    return found;
  };

  const keepSpares = async () => {
    for (const program of programs.values()) if (!isStopping) await program.keepSpare();
  };

  return {
    start: async (name) => find(name).start(),
    stop: async (name) => void (await find(name).stop()),
    restart: async (name, env = {}) => find(name).restart(env),
    reload: async (name, edit) => find(name).reload(edit),
    keepSpares: () => {
      keepingSpares ??= keepSpares().finally(() => {
        keepingSpares = null;
      });
      return keepingSpares;
    },
    environmentOf: (name) => find(name).environment,
    stopAll: async (onStopped = () => {}) => {
      isStopping = true;
      const all = [...programs.values()].map((program) => ({ program, layer: program.unit.layer }));
      await stopByLayers(all, async ({ program }) => {
        if (await program.stop()) onStopped(program.unit.name);
      });
    },
    entries: () =>
      [...programs.values()].map(({ unit, state, pid }) => ({
        name: unit.name,
        kind: unit.kind,
        state,
        url: unit.url,
        port: unit.port,
        pid,
        log: logOf(unit.name),
      })),
  };
}
