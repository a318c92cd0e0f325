import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Identifies a process permanently. A pid can be reused, so the start time is part of the identity. */
export interface ProcessIdentity {
  pid: number;
  bornAt: string;
}

/** @returns the start time of the process, for comparison only; undefined when there is no such process */
export function bornAtOf(pid: number): string | undefined {
  return process.platform === 'linux' ? bornAtFromProc(pid) : bornAtFromPs(pid);
}

/** The process that currently has this pid. @throws Error when there is none */
export function identify(pid: number): ProcessIdentity {
  const bornAt = bornAtOf(pid);
  if (bornAt === undefined) throw new Error(`no process has the pid ${pid}`);
  return { pid, bornAt };
}

/** Whether exactly this process is alive. A zombie is not: it only waits for its parent to reap it. */
export const isAlive = ({ pid, bornAt }: ProcessIdentity): boolean => bornAtOf(pid) === bornAt;

function bornAtFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses; the name may contain spaces and parentheses.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    // Field 22 counts clock ticks since boot, so the boot id is part of the start time.
    return `${bootId()}:${rest[18]}`;
  } catch {
    return undefined;
  }
}

let knownBootId: string | undefined;
function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function bornAtFromPs(pid: number): string | undefined {
  const { stdout, status } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [state, ...born] = stdout.trim().split(/\s+/);
  return status === 0 && state && !state.startsWith('Z') ? born.join(' ') : undefined;
}
