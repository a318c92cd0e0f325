import { processTable } from '@ticketing/local/processes';

/** CPU seconds by our name of the process. */
export type CpuSeconds = ReadonlyMap<string, number>;

/** CPU time that a process has used, user and system. @throws Error when it has exited */
export function cpuSecondsOf(pid: number): number {
  const found = processTable().get(pid);
  if (!found) throw new Error(`process ${pid} has exited`);
  return found.cpuSeconds;
}

/** CPU time of processes and all their descendants, also exited ones. PostgreSQL uses a child process per connection. */
function cpuSecondsOfTrees(roots: readonly { name: string; pid: number }[]): CpuSeconds {
  const table = processTable();
  const children = Map.groupBy(table.keys(), (pid) => table.get(pid)?.parent ?? 0);
  const secondsOf = (pid: number): number =>
    (table.get(pid)?.cpuSeconds ?? 0) +
    (table.get(pid)?.childCpuSeconds ?? 0) +
    (children.get(pid) ?? []).reduce((sum, child) => sum + secondsOf(child), 0);
  return new Map(roots.map(({ name, pid }) => [name, secondsOf(pid)]));
}

/** Starts measuring. @returns a function that returns the time used since */
export function countCpu(roots: readonly { name: string; pid: number }[]): () => CpuSeconds {
  const before = cpuSecondsOfTrees(roots);
  return () => new Map([...cpuSecondsOfTrees(roots)].map(([name, now]) => [name, now - (before.get(name) ?? 0)]));
}
