import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUnfinished } from '../backup/restore-marker.ts';
import type { LocalConfig } from '../config.ts';
import { readEndpoints } from '../endpoints.ts';
import { portsOf } from '../ports/port-table.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { checkMachine, checkPorts, problemsIn } from '../preflight/checks.ts';
import { thisMachine } from '../preflight/machine.ts';
import { nodeFlags } from '../process/node-flags.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { sweepPids } from '../supervisor/pid-files.ts';
import { checksTable, printError, say } from '../ui/print.ts';
import { followSupervisor } from './follow-supervisor.ts';
import { reportOf } from './report-of.ts';

export interface StartOptions {
  detach: boolean;
  /** Called when everything that can run runs, unless detached. */
  onUp?: () => void;
}

/** Starts the whole stack. @returns the exit code */
export async function start(config: LocalConfig, { detach, onUp }: StartOptions): Promise<number> {
  const startedAt = Date.now();
  if (runningSupervisor(config.folders)) return reportRunning(config);
  const orphans = await sweepPids(config.folders.run);
  if (orphans.length > 0) say(`stopped what an earlier start left running: ${orphans.join(', ')}`);
  if (hasUnfinishedRestore(config)) {
    printError('a restore into this folder was interrupted; npm run reset deletes what it left, then restore again');
    return 1;
  }
  if (!(await isMachineFit(config))) return 1;
  rotateLogs(config.folders.logs);
  const supervisor = launchSupervisor(config, detach);
  return followSupervisor(supervisor, { config, detach, startedAt, onUp });
}

const hasUnfinishedRestore = ({ folders, restoresFrom }: LocalConfig): boolean =>
  restoresFrom === null && isUnfinished(folders);

function reportRunning(config: LocalConfig): number {
  const endpoints = readEndpoints(config.folders.home);
  if (!endpoints) {
    printError('the stack of this folder is currently starting or stopping');
    return 1;
  }
  say(`The stack of this folder is already running (${endpoints.state}).\n`);
  say(reportOf(config, { isForeground: false }));
  return endpoints.state === 'ready' ? 0 : 1;
}

async function isMachineFit(config: LocalConfig): Promise<boolean> {
  const machine = thisMachine(config.folders);
  const ports = config.ports.isAuto
    ? []
    : await checkPorts(machine, await resolvePorts(config.ports), portsOf(config), config.gatewayHost);
  const checks = [...checkMachine(machine), ...ports];
  const problems = problemsIn(checks);
  const warnings = checks.filter(({ verdict }) => verdict === 'warning');
  if (warnings.length > 0) printError(checksTable(warnings));
  if (problems.length === 0) return true;
  printError(
    `The stack can't be started on this machine yet:\n\n${checksTable(problems)}\n\nnpm run doctor checks again.`,
  );
  return false;
}

/** Every start writes new logs; those of the previous start stay beside them. */
function rotateLogs(logsFolder: string): void {
  mkdirSync(logsFolder, { recursive: true });
  for (const entry of readdirSync(logsFolder)) {
    if (entry.endsWith('.log')) renameSync(join(logsFolder, entry), join(logsFolder, `${entry}.previous`));
  }
}

/** The supervisor has its own session, so Ctrl-C and a closed terminal reach it only through this process. */
function launchSupervisor({ folders, reloads, observes, secures, restoresFrom }: LocalConfig, detach: boolean) {
  const log = openSync(join(folders.logs, 'supervisor.log'), 'a');
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      ...nodeFlags,
      main,
      'supervise',
      ...(detach ? [] : ['--attached']),
      ...(reloads ? ['--reload'] : []),
      ...(observes ? ['--observe'] : []),
      ...(secures ? ['--secure'] : []),
      ...(restoresFrom ? ['--restore', restoresFrom] : []),
    ],
    {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);
  return child;
}
