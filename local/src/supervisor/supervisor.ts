import { backoffDelayMs } from '@ticketing/common/backoff';
import type { EndpointEntry } from '../endpoints.ts';
import { launch, type RunningProcess, waitUntilReady } from '../process/launch.ts';
import { PartFailed } from '../process/part-failed.ts';
import type { Spares } from '../reload/spares.ts';
import type { Unit } from '../stack/unit.ts';
import { forgetPid, notePid, stopByLayers, toPidRecord } from './pid-files.ts';

export interface SupervisorOptions {
  units: readonly Unit[];
  logOf: (name: string) => string;
  runFolder: string;
  restartsServices: boolean;
  /** Called when a program starts, becomes ready or stops. */
  /** Processes that wait to become an edited program, so that its next start is faster. */
  spares?: Spares | undefined;
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
  reload(name: string): Promise<void>;
  /** Stops everything, dependents first, and starts nothing afterwards. Idempotent. */
  stopAll(onStopped?: (name: string) => void): Promise<void>;
  entries(): EndpointEntry[];
  /** What the stack adds to the program's environment; empty before its first start. */
  environmentOf(name: string): NodeJS.ProcessEnv;
}

interface Program {
  unit: Unit;
  state: EndpointEntry['state'];
  running: RunningProcess | null;
  /** Crashes since the program last ran steadily. */
  crashes: number;
  retry: NodeJS.Timeout | null;
  /** Variables from the last requested restart. */
  env: Readonly<Record<string, string>>;
  isEdited: boolean;
  /** What the stack added to the environment of its last start. */
  startedWith: NodeJS.ProcessEnv;
  /** Settles after the restarts requested so far: two at once would start it twice. */
  restarts: Promise<unknown>;
}

const newProgram = (unit: Unit): Program => ({
  unit,
  state: 'waiting',
  running: null,
  crashes: 0,
  retry: null,
  env: {},
  isEdited: false,
  startedWith: {},
  restarts: Promise.resolve(),
});

const backoff = { baseMs: 1_000, capMs: 15_000 };
const steadyAfterMs = 60_000;

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { units, runFolder, onChange, onWarning } = options;
  const programs = new Map<string, Program>(units.map((unit) => [unit.name, newProgram(unit)]));
  let isStopping = false;

  const find = (name: string): Program => {
    const found = programs.get(name);
    if (!found)
      throw new PartFailed(name, `is not a part of this stack; its parts are ${[...programs.keys()].join(', ')}`);
    return found;
  };
  const setState = (program: Program, state: Program['state']) => {
    program.state = state;
    onChange();
  };

  async function start(name: string): Promise<void> {
    const program = find(name);
    if (program.running) return;
    setState(program, 'starting');
    let running: RunningProcess | null = null;
    try {
      const prepared = await program.unit.prepare();
      const spec = { ...prepared, env: { ...prepared.env, ...program.env } };
      program.startedWith = spec.env;
      if (isStopping) throw new PartFailed(name, 'is not started: everything is being stopped');
      const signal = spec.stopSignal ?? 'SIGTERM';
      const launched = await launch(
        spec,
        (identity) => notePid(runFolder, toPidRecord(name, program.unit.layer, identity, signal)),
        options.spares?.take(spec),
      );
      running = launched;
      program.running = launched;
      onChange();
      void launched.exited.then((reason) => onExit(program, launched, reason));
      await waitUntilReady(launched, spec);
      await program.unit.initialize?.();
      resetCrashesWhenSteady(program, launched);
      setState(program, 'ready');
      if (program.isEdited) options.spares?.keep(spec);
    } catch (error) {
      // A stop or restart during the wait has already set a newer state.
      if (program.state === 'starting' && (program.running === running || program.running === null))
        setState(program, 'failed');
      throw error;
    }
  }

  function resetCrashesWhenSteady(program: Program, running: RunningProcess): void {
    const timer = setTimeout(() => {
      if (program.running === running) program.crashes = 0;
    }, steadyAfterMs);
    timer.unref();
  }

  function onExit(program: Program, running: RunningProcess, reason: string): void {
    forgetPid(runFolder, running);
    if (program.running !== running) return;
    program.running = null;
    const wasReady = program.state === 'ready';
    setState(program, wasReady || program.state === 'starting' ? 'failed' : program.state);
    if (!wasReady || isStopping) return;
    if (program.unit.kind !== 'service' || !options.restartsServices) {
      onWarning(`${running.name} exited (${reason}); log: ${running.logFile}`);
      return;
    }
    retryLater(program, reason);
  }

  function retryLater(program: Program, reason: string): void {
    program.crashes += 1;
    const waitMs = Math.round(backoffDelayMs(program.crashes, backoff));
    onWarning(`${program.unit.name} exited (${reason}); restarting it in ${(waitMs / 1000).toFixed(1)} s`);
    program.retry = setTimeout(() => {
      start(program.unit.name).then(
        () => onWarning(`${program.unit.name} is running again`),
        (error: Error) => {
          if (!isStopping && !program.running) retryLater(program, error.message);
        },
      );
    }, waitMs);
  }

  async function stop(program: Program): Promise<void> {
    if (program.retry) clearTimeout(program.retry);
    program.retry = null;
    const { running } = program;
    program.state = 'stopped';
    await running?.stop();
    // It may have been restarted during the wait.
    if (program.running === running) program.running = null;
    onChange();
  }

  function startAgain(program: Program): Promise<void> {
    // A program that is still starting may never become ready.
    if (program.state === 'starting') void stop(program);
    const restarted = program.restarts.then(async () => {
      await stop(program);
      program.crashes = 0;
      await start(program.unit.name);
    });
    program.restarts = restarted.catch(() => {});
    return restarted;
  }

  return {
    start,
    stop: async (name) => stop(find(name)),
    restart: async (name, env = {}) => startAgain(Object.assign(find(name), { env })),
    environmentOf: (name) => find(name).startedWith,
    reload: async (name) => startAgain(Object.assign(find(name), { isEdited: true })),
    stopAll: async (onStopped = () => {}) => {
      isStopping = true;
      const all = [...programs.values()].map((program) => ({ program, layer: program.unit.layer }));
      await stopByLayers(all, async ({ program }) => {
        const wasRunning = program.running !== null;
        await stop(program);
        if (wasRunning) onStopped(program.unit.name);
      });
    },
    entries: () =>
      [...programs.values()].map(({ unit, state, running }) => ({
        name: unit.name,
        kind: unit.kind,
        state,
        url: unit.url,
        port: unit.port,
        pid: running?.pid ?? null,
        log: options.logOf(unit.name),
      })),
  };
}
