import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc: 100 per second wherever Linux runs Node. */
const ticksPerSecond = 100;

export interface ProcessRow {
  parent: number;
  /** The process's own CPU time, user and system. */
  cpuSeconds: number;
  /** CPU time of its exited children; 0 where only `ps` tells. */
  childCpuSeconds: number;
  /** Memory shared with no file and no other process, so that rows can be added; on macOS all resident memory. */
  memoryBytes: number;
}

export interface Usage {
  /** Of one core; more than 100 where several are used. */
  cpuPercent: number;
  memoryBytes: number;
}

const hasProc = existsSync('/proc/self/stat');

/** Returns every visible process, by its pid. */
export const processTable = (): ReadonlyMap<number, ProcessRow> => (hasProc ? tableFromProc() : tableFromPs());

/** Returns a function that lists a process and all its descendants. */
export function processTrees(table: ReadonlyMap<number, ProcessRow>): (root: number) => number[] {
  const children = Map.groupBy(table.keys(), (pid) => table.get(pid)?.parent ?? 0);
  const treeOf = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(treeOf)];
  return treeOf;
}

/** Returns one process; undefined when it has exited. */
export const processRow = (pid: number): ProcessRow | undefined =>
  hasProc ? rowFromProc(pid) : tableFromPs().get(pid);

/**
 * Measures processes with their descendants: PostgreSQL uses a child process per connection, Next compiles in one.
 * @returns usage by pid; the CPU since the previous call, so 0 at first
 */
export function createUsageMeter(
  read = processTable,
  now = () => performance.now(),
): (pids: readonly number[]) => Map<number, Usage> {
  let previous = new Map<number, number>();
  let readAt = now();
  return (pids) => {
    const table = read();
    const tookSeconds = Math.max((now() - readAt) / 1000, 0.001);
    readAt = now();
    const treeOf = processTrees(table);
    const cpuNow = new Map([...table].map(([pid, { cpuSeconds }]) => [pid, cpuSeconds]));
    const cpuUsed = (pid: number) => {
      const before = previous.get(pid);
      return before === undefined ? 0 : Math.max(0, (cpuNow.get(pid) ?? 0) - before);
    };
    const usages = pids.map((root) => {
      const all = treeOf(root);
      const seconds = all.reduce((sum, pid) => sum + cpuUsed(pid), 0);
      const memoryBytes = all.reduce((sum, pid) => sum + (table.get(pid)?.memoryBytes ?? 0), 0);
      return [root, { cpuPercent: Math.round((seconds / tookSeconds) * 100), memoryBytes }] as const;
    });
    previous = cpuNow;
    return new Map(usages);
  };
}

function tableFromProc(): Map<number, ProcessRow> {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return new Map(
    pids.flatMap((pid) => {
      const row = rowFromProc(pid);
      return row ? [[pid, row] as const] : [];
    }),
  );
}

/** A process may exit between listing and reading. */
function rowFromProc(pid: number): ProcessRow | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may contain spaces and parentheses, so fields are counted from its closing parenthesis.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, kilobytes = '0'] = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const secondsAt = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) / ticksPerSecond;
    return {
      parent: fields[1] ?? 0,
      cpuSeconds: secondsAt(11),
      childCpuSeconds: secondsAt(13),
      memoryBytes: Number(kilobytes) * 1024,
    };
  } catch {
    return undefined;
  }
}

function tableFromPs(): Map<number, ProcessRow> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid, parent, kilobytes, time = ''] = line.trim().split(/\s+/);
      const [seconds = 0, minutes = 0, hours = 0] = time.split(':').reverse().map(Number);
      const cpuSeconds = seconds + 60 * (minutes + 60 * hours);
      return [
        Number(pid),
        {
          parent: Number(parent),
          cpuSeconds,
          childCpuSeconds: 0,
          memoryBytes: Number(kilobytes) * 1024,
        },
      ];
    }),
  );
}
