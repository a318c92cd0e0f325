import { backoffDelayMs } from '@ticketing/common/backoff';
import { createStates } from '@ticketing/common/states';
import type { EndpointEntry } from '../endpoints.ts';
import { type LaunchSpec, launch, type RunningProcess, waitUntilReady } from '../process/launch.ts';
import { PartFailed } from '../process/part-failed.ts';
import type { Spares } from '../reload/spares.ts';
import type { Unit } from '../stack/unit.ts';
import { forgetPid, notePid, toPidRecord } from './pid-files.ts';

export interface ProgramOptions {
  unit: Unit;
  runFolder: string;
  /** Whether it is restarted after a crash. */
  restartsAfterCrash: boolean;
  spares?: Spares | undefined;
  /** Whether everything is being stopped, so that nothing may start. */
  isStackStopping: () => boolean;
  /** Called at each change of its state or process. */
  onChange: () => void;
  onWarning: (text: string) => void;
}

const backoff = { baseMs: 1_000, capMs: 15_000 };
const steadyAfterMs = 60_000;

/**
 * A supervised program:
 *
 *     waiting ──start──▶ starting ──▶ ready
 *                           │  ▲        │
 *                           ▼  │        │ exit
 *                          failed ◀─────┘            any ──stop──▶ stopped ──start──▶ starting
 *
 * - *waiting*: not started yet.
 * - *starting*: its process runs, or is about to, and has not answered yet.
 * - *ready*: it has answered and is initialized.
 * - *failed*: it exited by itself or could not start. A service that was ready starts again after a backoff.
 * - *stopped*: by request; it stays so until a request starts it.
 */
export class Program {
  readonly unit: Unit;
  readonly #options: ProgramOptions;
  readonly #state = createStates<EndpointEntry['state']>('program', 'waiting', {
    waiting: ['starting', 'stopped'],
    starting: ['ready', 'failed', 'stopped'],
    ready: ['failed', 'stopped'],
    failed: ['starting', 'stopped'],
    stopped: ['starting'],
  });
  #running: RunningProcess | null = null;
  /** Identifies the latest start: an earlier one that ends later changes no state. */
  #latestStart: symbol | null = null;
  /** Crashes since the program last ran steadily. */
  #crashes = 0;
  #retry: NodeJS.Timeout | null = null;
  /** Variables from the last requested restart. */
  #env: Readonly<Record<string, string>> = {};
  #isEdited = false;
  #lastStart: LaunchSpec | null = null;
  /** Settles after the restarts requested so far: two at once would start it twice. */
  #restarts: Promise<unknown> = Promise.resolve();

  constructor(options: ProgramOptions) {
    this.unit = options.unit;
    this.#options = options;
  }

  get state(): EndpointEntry['state'] {
    return this.#state.current();
  }

  get pid(): number | null {
    return this.#running?.pid ?? null;
  }

  /** What the stack added to the environment of its last start. */
  get environment(): NodeJS.ProcessEnv {
    return this.#lastStart?.env ?? {};
  }

  /** Starts it and waits until it is ready. @throws PartFailed; the started process is left running for diagnosis */
  async start(): Promise<void> {
    if (this.#running) return;
    const thisStart = Symbol('start');
    this.#latestStart = thisStart;
    const isCurrent = () => this.#latestStart === thisStart && this.#state.is('starting');
    this.#enter('starting');
    try {
      await this.#startProcess(isCurrent);
    } catch (error) {
      // A stop or restart during the wait has already set a newer state.
      if (isCurrent()) this.#enter('failed');
      throw error;
    }
  }

  /** @param isCurrent whether nothing has been requested since */
  async #startProcess(isCurrent: () => boolean): Promise<void> {
    const { unit, isStackStopping } = this.#options;
    const prepared = await unit.prepare();
    const spec = { ...prepared, env: { ...prepared.env, ...this.#env } };
    this.#lastStart = spec;
    if (isStackStopping()) throw new PartFailed(unit.name, 'is not started: everything is being stopped');
    if (!isCurrent()) throw new PartFailed(unit.name, 'was stopped while it was starting');
    const running = await this.#launch(spec);
    await waitUntilReady(running, spec);
    await unit.initialize?.();
    if (!isCurrent()) throw new PartFailed(unit.name, 'was stopped while it was starting');
    this.#resetCrashesWhenSteady(running);
    this.#enter('ready');
    if (this.#isEdited) void this.#keepSpare(spec);
  }

  /** Gives it a spare, unless it has one or would take that of another program. Resolves once the spare has loaded. */
  async keepSpare(): Promise<void> {
    const { unit, spares } = this.#options;
    if (!spares?.hasRoom() || spares.has(unit.name) || !this.#lastStart || !this.#state.is('ready')) return;
    await this.#keepSpare(this.#lastStart);
  }

  async #keepSpare(spec: LaunchSpec): Promise<void> {
    const { spares, onWarning } = this.#options;
    await spares?.keep(spec).catch((error: Error) => onWarning(`${spec.name} has no spare: ${error.message}`));
  }

  async #launch(spec: LaunchSpec): Promise<RunningProcess> {
    const { unit, runFolder, spares, onChange } = this.#options;
    const signal = spec.stopSignal ?? 'SIGTERM';
    const running = await launch(
      spec,
      (identity) => notePid(runFolder, toPidRecord(unit.name, unit.layer, identity, signal)),
      spares?.take(spec),
    );
    this.#running = running;
    onChange();
    void running.exited.then((reason) => this.#onExit(running, reason));
    return running;
  }

  /** Stops it if it is running. Idempotent. @returns whether it was running */
  async stop(): Promise<boolean> {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    const running = this.#running;
    this.#state.enter('stopped');
    await running?.stop();
    // It may have been restarted during the wait.
    if (this.#running === running) this.#running = null;
    this.#options.onChange();
    return running !== null;
  }

  /** Restarts it, with these variables added to its environment until the next call. */
  restart(env: Readonly<Record<string, string>>): Promise<void> {
    this.#env = env;
    return this.#startAgain();
  }

  /**
   * Restarts it after an edit, with the environment of its last start.
   * @param isShared whether the edit concerns most programs, so that it does not tell which one is being worked on
   */
  reload({ isShared }: { isShared: boolean }): Promise<void> {
    if (!isShared) this.#isEdited = true;
    this.#options.spares?.rouse(this.unit.name);
    return this.#startAgain();
  }

  #startAgain(): Promise<void> {
    // A program that is still starting may never become ready.
    if (this.#state.is('starting')) void this.stop();
    const restarted = this.#restarts.then(async () => {
      await this.stop();
      this.#crashes = 0;
      await this.start();
    });
    this.#restarts = restarted.catch(() => {});
    return restarted;
  }

  #enter(state: EndpointEntry['state']): void {
    this.#state.enter(state);
    this.#options.onChange();
  }

  #resetCrashesWhenSteady(running: RunningProcess): void {
    const timer = setTimeout(() => {
      if (this.#running === running) this.#crashes = 0;
    }, steadyAfterMs);
    timer.unref();
  }

  #onExit(running: RunningProcess, reason: string): void {
    const { runFolder, restartsAfterCrash, isStackStopping, onChange, onWarning } = this.#options;
    forgetPid(runFolder, running);
    if (this.#running !== running) return;
    this.#running = null;
    const wasReady = this.#state.is('ready');
    if (this.#state.is('ready', 'starting')) this.#state.enter('failed');
    onChange();
    if (!wasReady || isStackStopping()) return;
    if (restartsAfterCrash) this.#retryLater(reason);
    else onWarning(`${running.name} exited (${reason}); log: ${running.logFile}`);
  }

  #retryLater(reason: string): void {
    const { unit, isStackStopping, onWarning } = this.#options;
    this.#crashes += 1;
    const waitMs = Math.round(backoffDelayMs(this.#crashes, backoff));
    onWarning(`${unit.name} exited (${reason}); restarting it in ${(waitMs / 1000).toFixed(1)} s`);
    this.#retry = setTimeout(() => {
      this.start().then(
        () => onWarning(`${unit.name} is running again`),
        (error: Error) => {
          if (!isStackStopping() && !this.#running) this.#retryLater(error.message);
        },
      );
    }, waitMs);
  }
}
