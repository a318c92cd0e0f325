import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One process for good: a pid alone is given to another process later, so the moment of birth belongs to it. */
export interface ProcessIdentity {
  pid: number;
  bornAt: string;
}

/** @returns when the process was born, in a form that is only good for comparing; undefined when no such process lives */
export function bornAtOf(pid: number): string | undefined {
  return process.platform === 'linux' ? bornAtFromProc(pid) : bornAtFromPs(pid);
}

/** The process that is running now under this pid. @throws Error when there is none */
export function identify(pid: number): ProcessIdentity {
  const bornAt = bornAtOf(pid);
  if (bornAt === undefined) throw new Error(`no process has the pid ${pid}`);
  return { pid, bornAt };
}

/** Whether exactly that process still lives. A zombie does not: it only waits to be collected by its parent. */
export const isAlive = ({ pid, bornAt }: ProcessIdentity): boolean => bornAtOf(pid) === bornAt;

function bornAtFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold blanks and parentheses itself.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    // Field 22 counts clock ticks since boot, so the boot is part of the moment.
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
