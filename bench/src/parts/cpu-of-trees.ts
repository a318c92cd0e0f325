import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ticksPerSecond } from './cpu-seconds.ts';

interface ProcessTime {
  parent: number;
  /** CPU time of its own, user and system. */
  seconds: number;
  /** The same of children that have ended. */
  ofEndedSeconds: number;
}

/** CPU seconds by the name that a process has for us. */
export type CpuSeconds = ReadonlyMap<string, number>;

/** CPU time of processes with all their descendants, living and ended. PostgreSQL serves each connection in a child. */
export function cpuSecondsOfTrees(roots: readonly { name: string; pid: number }[]): CpuSeconds {
  const times = existsSync('/proc/self/stat') ? timesFromProc() : timesFromPs();
  const children = Map.groupBy(times.keys(), (pid) => times.get(pid)?.parent ?? 0);
  const secondsOf = (pid: number): number =>
    (times.get(pid)?.seconds ?? 0) +
    (times.get(pid)?.ofEndedSeconds ?? 0) +
    (children.get(pid) ?? []).reduce((sum, child) => sum + secondsOf(child), 0);
  return new Map(roots.map(({ name, pid }) => [name, secondsOf(pid)]));
}

/** Starts counting. @returns how much each has used since */
export function countCpu(roots: readonly { name: string; pid: number }[]): () => CpuSeconds {
  const before = cpuSecondsOfTrees(roots);
  return () => new Map([...cpuSecondsOfTrees(roots)].map(([name, now]) => [name, now - (before.get(name) ?? 0)]));
}

function timesFromProc(): Map<number, ProcessTime> {
  const times = new Map<number, ProcessTime>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = readIfThere(`/proc/${entry}/stat`);
    // The program's name may hold spaces and brackets; the fields are counted behind its closing one.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
    const secondsAt = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond;
    if (fields.length > 14)
      times.set(Number(entry), { parent: Number(fields[1]), seconds: secondsAt(11), ofEndedSeconds: secondsAt(13) });
  }
  return times;
}

/** A process may end between the listing and the reading. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function timesFromPs(): Map<number, ProcessTime> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid = '', parent = '', time = ''] = line.trim().split(/\s+/);
      const [seconds = 0, minutes = 0, hours = 0] = time.split(':').reverse().map(Number);
      const used = seconds + 60 * (minutes + 60 * hours);
      return [Number(pid), { parent: Number(parent), seconds: used, ofEndedSeconds: 0 }];
    }),
  );
}
