import { processRow, processTable, processTrees } from '@ticketing/local/processes';

/** CPU seconds by our name of the process. */
export type CpuSeconds = ReadonlyMap<string, number>;

/** CPU time that a process has used, user and system. @throws Error when it has exited */
export function cpuSecondsOf(pid: number): number {
  const found = processRow(pid);
  if (!found) throw new Error(`process ${pid} has exited`);
  return found.cpuSeconds;
}

/** CPU time of processes and all their descendants, also exited ones. PostgreSQL uses a child process per connection. */
function cpuSecondsOfTrees(roots: readonly { name: string; pid: number }[]): CpuSeconds {
  const table = processTable();
  const treeOf = processTrees(table);
  const secondsOf = (pid: number) => (table.get(pid)?.cpuSeconds ?? 0) + (table.get(pid)?.childCpuSeconds ?? 0);
  return new Map(roots.map(({ name, pid }) => [name, treeOf(pid).reduce((sum, each) => sum + secondsOf(each), 0)]));
}

/** Starts measuring. @returns a function that returns the time used since */
export function countCpu(roots: readonly { name: string; pid: number }[]): () => CpuSeconds {
  const before = cpuSecondsOfTrees(roots);
  return () => new Map([...cpuSecondsOfTrees(roots)].map(([name, now]) => [name, now - (before.get(name) ?? 0)]));
}
