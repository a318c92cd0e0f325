import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { tailOf } from '../process/log-file.ts';
import type { Failure } from '../stack/run-steps.ts';
import type { SupervisorCommand, SupervisorMessage } from '../supervisor/messages.ts';
import { sweepPids } from '../supervisor/pid-files.ts';
import { failureText, printError, say } from '../ui/print.ts';
import { showReload } from '../ui/show-reload.ts';
import { type StepsView, showSteps } from '../ui/show-steps.ts';
import { reportOf } from './report-of.ts';

export interface FollowOptions {
  config: LocalConfig;
  detach: boolean;
  startedAt: number;
  onUp?: (() => void) | undefined;
}

/**
 * Shows the supervisor's progress and forwards the terminal's signals to it. Returns when the stack is up (detached), or
 * when everything has stopped.
 * @returns the exit code
 */
export function followSupervisor(
  supervisor: ChildProcess,
  { config, detach, startedAt, onUp }: FollowOptions,
): Promise<number> {
  const failures = new Map<string, Failure>();
  let view: StepsView | undefined;
  let isStopping = false;
  const requestStop = () => {
    const command: SupervisorCommand = { type: 'stop' };
    if (supervisor.connected) supervisor.send(command, () => {});
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, requestStop);

  return new Promise((resolve) => {
    const showUp = async (missing: readonly string[]) => {
      await view?.close();
      view = undefined;
      const code = reportUp({ config, missing, failures, detach, tookMs: Date.now() - startedAt });
      if (!detach) {
        onUp?.();
        return;
      }
      supervisor.disconnect();
      supervisor.unref();
      resolve(code);
    };
    supervisor.on('message', (message: SupervisorMessage) => {
      if (message.type === 'plan') view = showSteps(message.steps);
      if (message.type === 'step') {
        if (message.event.state === 'failed') failures.set(message.event.step, message.event.failure);
        view?.show(message.event);
      }
      if (message.type === 'up') void showUp(message.missing);
      if (message.type === 'warning') printError(message.text);
      if (message.type === 'reload') showReload(message.event);
      if (message.type === 'refused') printError(`the stack of this folder ${message.reason}`);
      if (message.type === 'stopping') {
        isStopping = true;
        void view?.close().then(() => say('stopping …'));
      }
      if (message.type === 'stopped') say(`  ${message.name} stopped`);
    });
    supervisor.on('error', (error) => printError(error.message));
    supervisor.on('exit', async (code, signal) => {
      await view?.close();
      if (isStopping && code === 0) {
        say('Everything has stopped; the data is kept.');
        resolve(0);
        return;
      }
      printError(`the supervisor exited (${signal ?? `exit code ${code}`}):\n${supervisorLogTail(config)}`);
      const swept = await sweepPids(config.folders.run);
      if (swept.length > 0) printError(`stopped what it left running: ${swept.join(', ')}`);
      resolve(1);
    });
  });
}

const supervisorLogTail = ({ folders }: LocalConfig) => tailOf(join(folders.logs, 'supervisor.log'), 5);

interface UpOptions {
  config: LocalConfig;
  missing: readonly string[];
  failures: ReadonlyMap<string, Failure>;
  detach: boolean;
  tookMs: number;
}

function reportUp({ config, missing, failures, detach, tookMs }: UpOptions): number {
  if (missing.length === 0) {
    say(`\n${reportOf(config, { isForeground: !detach, tookMs })}`);
    return 0;
  }
  for (const [name, failure] of failures) printError(`\n${failureText(name, failure)}`);
  const heldBack = missing.filter((name) => !failures.has(name));
  if (heldBack.length > 0) printError(`\nnot started for that reason: ${heldBack.join(', ')}`);
  printError(`\nThe rest is running. npm run status shows it, npm stop stops it; logs are in ${config.folders.logs}`);
  return 1;
}
