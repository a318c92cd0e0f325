import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc: 100 per second wherever Linux runs Node. */
const ticksPerSecond = 100;

interface ProcessTime {
  parent: number;
  /** CPU time of the process itself, user and system. */
  seconds: number;
  /** CPU time of its exited children. */
  ofEndedSeconds: number;
}

/** CPU seconds by our name of the process. */
export type CpuSeconds = ReadonlyMap<string, number>;

const hasProc = existsSync('/proc/self/stat');

/** CPU time that a process has used, user and system. @throws Error when it has exited */
export function cpuSecondsOf(pid: number): number {
  const time = hasProc ? readProcStat(pid) : timesFromPs('-p', String(pid)).get(pid);
  if (!time) throw new Error(`process ${pid} has exited`);
  return time.seconds;
}

/** CPU time of processes and all their descendants, also exited ones. PostgreSQL uses a child process per connection. */
function cpuSecondsOfTrees(roots: readonly { name: string; pid: number }[]): CpuSeconds {
  const times = hasProc ? timesFromProc() : timesFromPs('-A');
  const children = Map.groupBy(times.keys(), (pid) => times.get(pid)?.parent ?? 0);
  const secondsOf = (pid: number): number =>
    (times.get(pid)?.seconds ?? 0) +
    (times.get(pid)?.ofEndedSeconds ?? 0) +
    (children.get(pid) ?? []).reduce((sum, child) => sum + secondsOf(child), 0);
  return new Map(roots.map(({ name, pid }) => [name, secondsOf(pid)]));
}

/** Starts measuring. @returns a function that returns the time used since */
export function countCpu(roots: readonly { name: string; pid: number }[]): () => CpuSeconds {
  const before = cpuSecondsOfTrees(roots);
  return () => new Map([...cpuSecondsOfTrees(roots)].map(([name, now]) => [name, now - (before.get(name) ?? 0)]));
}

function timesFromProc(): Map<number, ProcessTime> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid) => {
      const time = readProcStat(Number(pid));
      return time ? [[Number(pid), time] as const] : [];
    }),
  );
}

/** A process may exit between listing and reading. */
function readProcStat(pid: number): ProcessTime | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The program's name may contain spaces and parentheses, so fields are counted from its closing parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const secondsAt = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond;
  return { parent: Number(fields[1]), seconds: secondsAt(11), ofEndedSeconds: secondsAt(13) };
}

function timesFromPs(...whose: string[]): Map<number, ProcessTime> {
  const lines = execFileSync('ps', [...whose, '-o', 'pid=,ppid=,time='], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [pid = '', parent = '', time = ''] = line.trim().split(/\s+/);
      const [seconds = 0, minutes = 0, hours = 0] = time.split(':').reverse().map(Number);
      const used = seconds + 60 * (minutes + 60 * hours);
      return [Number(pid), { parent: Number(parent), seconds: used, ofEndedSeconds: 0 }];
    }),
  );
}
