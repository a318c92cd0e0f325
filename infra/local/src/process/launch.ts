import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bornAtOf, type ProcessIdentity } from './identity.ts';
import { PartFailed } from './part-failed.ts';
import { stopProcess } from './stop-process.ts';

/** Another user of this machine, for a program that refuses to run as root. */
export interface UnixUser {
  uid: number;
  gid: number;
}

/** How a program is run and how one sees that it serves. */
export interface LaunchSpec {
  name: string;
  command: string;
  args: readonly string[];
  /** Added to our own environment; undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  runAs?: UnixUser | undefined;
  logFile: string;
  stopSignal?: NodeJS.Signals;
  /** What it gets to end in, milliseconds, before it is killed. */
  endsWithinMs?: number;
  /** Takes what the program sends to its parent; without it there is no channel. */
  onMessage?: ((message: unknown) => void) | undefined;
  isReady(): Promise<boolean>;
  readyWithinMs?: number;
}

export interface RunningProcess extends ProcessIdentity {
  name: string;
  logFile: string;
  /** Resolves with what is known of its end; never rejects. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the program in a session of its own, so that a Ctrl-C in the terminal does not reach it and its end is ours
 * to order. Its output goes to the log file directly: it survives our own death.
 */
export function spawnProgram(spec: LaunchSpec): ChildProcess {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a');
  try {
    return spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...process.env, ...spec.env },
      detached: true,
      stdio: ['ignore', log, log, ...(spec.onMessage ? (['ipc'] as const) : [])],
      ...spec.runAs,
    });
  } finally {
    closeSync(log);
  }
}

/**
 * Starts the program and takes charge of it.
 * @param onBorn is called before anything else can happen, to note the process down
 * @param spare a process that waits to become this program; it begins at any message
 */
export async function launch(
  spec: LaunchSpec,
  onBorn: (identity: ProcessIdentity) => void,
  spare: ChildProcess | null = null,
): Promise<RunningProcess> {
  const child = spare ?? spawnProgram(spec);
  if (spec.onMessage) child.on('message', spec.onMessage);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  if (child.pid === undefined) {
    throw new PartFailed(spec.name, `could not be run: ${await exited}`);
  }
  // One that ended at once can't be identified any more; it then counts as gone.
  const identity = { pid: child.pid, bornAt: bornAtOf(child.pid) ?? 'never seen' };
  onBorn(identity);
  spare?.send('begin', () => {});
  return {
    ...identity,
    name: spec.name,
    logFile: spec.logFile,
    exited,
    stop: async () => {
      await stopProcess(identity, { signal: spec.stopSignal, graceMs: spec.endsWithinMs });
      await exited;
    },
  };
}

/** A program that ends is noticed at once; this is for one that hangs, also on a machine with much else to do. */
const patienceMs = 180_000;

/** @throws PartFailed when the program ends first, or does not serve within its time */
export async function waitUntilReady(running: RunningProcess, spec: LaunchSpec): Promise<void> {
  const withinMs = spec.readyWithinMs ?? patienceMs;
  const deadline = Date.now() + withinMs;
  let end: string | undefined;
  void running.exited.then((reason) => {
    end = reason;
  });
  while (!(await spec.isReady().catch(() => false))) {
    if (end !== undefined)
      throw new PartFailed(spec.name, `ended before it was ready (${end})`, { logFile: spec.logFile });
    if (Date.now() > deadline) {
      throw new PartFailed(spec.name, `did not answer within ${withinMs / 1000} s`, { logFile: spec.logFile });
    }
    await delay(75);
  }
  // Something else may have answered on its port while it failed to get it.
  if (end !== undefined) throw new PartFailed(spec.name, `ended while starting (${end})`, { logFile: spec.logFile });
}
