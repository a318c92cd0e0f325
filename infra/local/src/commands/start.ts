import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalConfig } from '../config.ts';
import { readEndpoints } from '../endpoints.ts';
import { resolvePorts } from '../ports/resolve-ports.ts';
import { checkMachine, checkPorts, problemsIn } from '../preflight/checks.ts';
import { thisMachine } from '../preflight/machine.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { sweepPids } from '../supervisor/pid-files.ts';
import { checksTable, complain, say } from '../ui/print.ts';
import { attend } from './attend.ts';
import { reportOf } from './report-of.ts';

export interface StartOptions {
  detach: boolean;
  /** Called when everything that can run runs, unless detached. */
  onUp?: () => void;
}

/** Brings the whole stack up. @returns the exit code */
export async function start(config: LocalConfig, { detach, onUp }: StartOptions): Promise<number> {
  const startedAt = Date.now();
  if (runningSupervisor(config.folders)) return reportRunning(config);
  const left = await sweepPids(config.folders.run);
  if (left.length > 0) say(`ended what an earlier start had left running: ${left.join(', ')}`);
  if (!(await isMachineFit(config))) return 1;
  setLogsAside(config.folders.logs);
  const supervisor = launchSupervisor(config, detach);
  return attend(supervisor, { config, detach, startedAt, onUp });
}

function reportRunning(config: LocalConfig): number {
  const endpoints = readEndpoints(config.folders.home);
  if (!endpoints) {
    complain('the stack of this folder is starting or stopping just now');
    return 1;
  }
  say(`The stack of this folder is running already (${endpoints.state}).\n`);
  say(reportOf(config, { isForeground: false }));
  return endpoints.state === 'ready' ? 0 : 1;
}

async function isMachineFit(config: LocalConfig): Promise<boolean> {
  const machine = thisMachine(config.folders);
  const ports = config.ports.isAuto
    ? []
    : await checkPorts(machine, await resolvePorts(config.ports), config.gatewayHost);
  const checks = [...checkMachine(machine), ...ports];
  const problems = problemsIn(checks);
  const warnings = checks.filter(({ verdict }) => verdict === 'warning');
  if (warnings.length > 0) complain(checksTable(warnings));
  if (problems.length === 0) return true;
  complain(
    `The stack can't be started on this machine yet:\n\n${checksTable(problems)}\n\nnpm run doctor checks again.`,
  );
  return false;
}

/** Every start writes fresh logs; those of the one before stay beside them. */
function setLogsAside(logsFolder: string): void {
  mkdirSync(logsFolder, { recursive: true });
  for (const entry of readdirSync(logsFolder)) {
    if (entry.endsWith('.log')) renameSync(join(logsFolder, entry), join(logsFolder, `${entry}.previous`));
  }
}

/** In a session of its own, so that neither Ctrl-C nor a closed terminal reaches it but through us. */
function launchSupervisor({ folders, reloads }: LocalConfig, detach: boolean) {
  const log = openSync(join(folders.logs, 'supervisor.log'), 'a');
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [main, 'supervise', ...(detach ? [] : ['--attached']), ...(reloads ? ['--reload'] : [])],
    {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);
  return child;
}
