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

/** How to run a program and how to detect that it is ready. */
export interface LaunchSpec {
  name: string;
  command: string;
  args: readonly string[];
  /** Added to this process's environment; undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  runAs?: UnixUser | undefined;
  logFile: string;
  stopSignal?: NodeJS.Signals;
  /** Milliseconds after the stop signal until it is killed. */
  stopTimeoutMs?: number;
  /** Takes what the program sends to its parent; without it there is no channel. */
  onMessage?: ((message: unknown) => void) | undefined;
  isReady(): Promise<boolean>;
  readyTimeoutMs?: number;
}

export interface RunningProcess extends ProcessIdentity {
  name: string;
  logFile: string;
  /** Resolves with the exit code or signal; never rejects. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the program in its own session: a Ctrl-C in the terminal does not reach it, so the supervisor decides the order in
 * which programs stop. Its output goes directly to the log file, so it survives this process.
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
 * Starts the program and tracks it.
 * @param onSpawned called immediately, to record the process
 * @param spare a process that waits to become this program; any message starts it
 */
export async function launch(
  spec: LaunchSpec,
  onSpawned: (identity: ProcessIdentity) => void,
  spare: ChildProcess | null = null,
): Promise<RunningProcess> {
  const child = spare ?? spawnProgram(spec);
  if (spec.onMessage) child.on('message', spec.onMessage);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  if (child.pid === undefined) {
    throw new PartFailed(spec.name, `could not be started: ${await exited}`);
  }
  // A process that has already exited can't be identified; it counts as not alive.
  const identity = { pid: child.pid, bornAt: bornAtOf(child.pid) ?? 'never seen' };
  onSpawned(identity);
  spare?.send('begin', () => {});
  return {
    ...identity,
    name: spec.name,
    logFile: spec.logFile,
    exited,
    stop: async () => {
      await stopProcess(identity, { signal: spec.stopSignal, graceMs: spec.stopTimeoutMs });
      await exited;
    },
  };
}

/** For programs that hang; an exit is noticed immediately. Long enough for a busy machine. */
const defaultReadyTimeoutMs = 180_000;

/** A twentieth of the time it has taken so far: frequent questions to twenty slow programs would slow them down further. */
const pollDelayMs = (elapsedMs: number): number => Math.min(Math.max(elapsedMs / 20, 50), 400);

/** @throws PartFailed when the program exits first, or is not ready in time */
export async function waitUntilReady(running: RunningProcess, spec: LaunchSpec): Promise<void> {
  const timeoutMs = spec.readyTimeoutMs ?? defaultReadyTimeoutMs;
  const startedAt = Date.now();
  const deadline = startedAt + timeoutMs;
  let exit: string | undefined;
  void running.exited.then((reason) => {
    exit = reason;
  });
  while (!(await spec.isReady().catch(() => false))) {
    if (exit !== undefined)
      throw new PartFailed(spec.name, `exited before it was ready (${exit})`, { logFile: spec.logFile });
    if (Date.now() > deadline) {
      throw new PartFailed(spec.name, `was not ready within ${timeoutMs / 1000} s`, { logFile: spec.logFile });
    }
    await delay(pollDelayMs(Date.now() - startedAt));
  }
  // Another process may have answered on its port.
  if (exit !== undefined) throw new PartFailed(spec.name, `exited while starting (${exit})`, { logFile: spec.logFile });
}
