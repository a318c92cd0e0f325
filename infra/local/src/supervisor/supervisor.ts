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
  /** Make the next start of an edited program faster. */
  spares?: Spares | undefined;
  /** Something started, became ready or ended. */
  onChange: () => void;
  onWarning: (text: string) => void;
}

export interface Supervisor {
  /** Starts a unit and waits until it serves. @throws PartFailed; what was started then stays, to be looked at */
  start(name: string): Promise<void>;
  /** Ends it, if it runs. Idempotent. */
  stop(name: string): Promise<void>;
  /** @param env is added to the program's environment until its next restart, also when it is started again by itself */
  restart(name: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends it, if it still runs, and starts it with the environment of its last start. For a program that was edited. */
  reload(name: string): Promise<void>;
  /** Ends everything, dependents first, and starts nothing any more. Idempotent. */
  stopAll(onStopped?: (name: string) => void): Promise<void>;
  entries(): EndpointEntry[];
  /** What the stack adds to the program's environment; empty before its first start. */
  environmentOf(name: string): NodeJS.ProcessEnv;
}

interface Kept {
  unit: Unit;
  state: EndpointEntry['state'];
  running: RunningProcess | null;
  /** Ends of its own since it last ran for a while. */
  crashes: number;
  retry: NodeJS.Timeout | null;
  /** What the last restart has added to its environment. */
  env: Readonly<Record<string, string>>;
  isEdited: boolean;
  /** What the stack has added to the environment of its last start. */
  startedWith: NodeJS.ProcessEnv;
  /** Settles when the restarts ordered so far are over: two at once would start it twice. */
  restarts: Promise<unknown>;
}

const keep = (unit: Unit): Kept => ({
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
  const kept = new Map<string, Kept>(units.map((unit) => [unit.name, keep(unit)]));
  let isEnding = false;

  const find = (name: string): Kept => {
    const found = kept.get(name);
    if (!found) throw new PartFailed(name, `is no part of this stack; there are ${[...kept.keys()].join(', ')}`);
    return found;
  };
  const become = (one: Kept, state: Kept['state']) => {
    one.state = state;
    onChange();
  };

  async function start(name: string): Promise<void> {
    const one = find(name);
    if (one.running) return;
    become(one, 'starting');
    let running: RunningProcess | null = null;
    try {
      const prepared = await one.unit.prepare();
      const spec = { ...prepared, env: { ...prepared.env, ...one.env } };
      one.startedWith = spec.env;
      if (isEnding) throw new PartFailed(name, 'is not started: everything is being stopped');
      const signal = spec.stopSignal ?? 'SIGTERM';
      const launched = await launch(
        spec,
        (identity) => notePid(runFolder, toPidRecord(name, one.unit.layer, identity, signal)),
        options.spares?.take(spec),
      );
      running = launched;
      one.running = launched;
      onChange();
      void launched.exited.then((reason) => onEnd(one, launched, reason));
      await waitUntilReady(launched, spec);
      await one.unit.settle?.();
      forgiveWhenSteady(one, launched);
      become(one, 'ready');
      if (one.isEdited) options.spares?.keep(spec);
    } catch (error) {
      // It may have been ended, or replaced by a restart, while we waited: then this is not its state any more.
      if (one.state === 'starting' && (one.running === running || one.running === null)) become(one, 'failed');
      throw error;
    }
  }

  function forgiveWhenSteady(one: Kept, running: RunningProcess): void {
    const timer = setTimeout(() => {
      if (one.running === running) one.crashes = 0;
    }, steadyAfterMs);
    timer.unref();
  }

  function onEnd(one: Kept, running: RunningProcess, reason: string): void {
    forgetPid(runFolder, running);
    if (one.running !== running) return;
    one.running = null;
    const wasReady = one.state === 'ready';
    become(one, wasReady || one.state === 'starting' ? 'failed' : one.state);
    if (!wasReady || isEnding) return;
    if (one.unit.kind !== 'service' || !options.restartsServices) {
      onWarning(`${running.name} ended (${reason}); log: ${running.logFile}`);
      return;
    }
    retryLater(one, reason);
  }

  function retryLater(one: Kept, reason: string): void {
    one.crashes += 1;
    const waitMs = Math.round(backoffDelayMs(one.crashes, backoff));
    onWarning(`${one.unit.name} ended (${reason}); starting it again in ${(waitMs / 1000).toFixed(1)} s`);
    one.retry = setTimeout(() => {
      start(one.unit.name).then(
        () => onWarning(`${one.unit.name} runs again`),
        (error: Error) => {
          if (!isEnding && !one.running) retryLater(one, error.message);
        },
      );
    }, waitMs);
  }

  async function end(one: Kept): Promise<void> {
    if (one.retry) clearTimeout(one.retry);
    one.retry = null;
    const { running } = one;
    one.state = 'stopped';
    await running?.stop();
    // It may have been started again while we waited.
    if (one.running === running) one.running = null;
    onChange();
  }

  function startAgain(one: Kept): Promise<void> {
    // One that starts already may never get ready.
    if (one.state === 'starting') void end(one);
    const restarted = one.restarts.then(async () => {
      await end(one);
      one.crashes = 0;
      await start(one.unit.name);
    });
    one.restarts = restarted.catch(() => {});
    return restarted;
  }

  return {
    start,
    stop: async (name) => end(find(name)),
    restart: async (name, env = {}) => startAgain(Object.assign(find(name), { env })),
    environmentOf: (name) => find(name).startedWith,
    reload: async (name) => startAgain(Object.assign(find(name), { isEdited: true })),
    stopAll: async (onStopped = () => {}) => {
      isEnding = true;
      const all = [...kept.values()].map((one) => ({ one, layer: one.unit.layer }));
      await stopByLayers(all, async ({ one }) => {
        const wasRunning = one.running !== null;
        await end(one);
        if (wasRunning) onStopped(one.unit.name);
      });
    },
    entries: () =>
      [...kept.values()].map(({ unit, state, running }) => ({
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
