// Outlives the process that started it by a moment: when that one ends, however it ends, standard input closes here,
// and everything it left running is killed. One line of JSON is one order.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ProcessIdentity } from '../process/identity.ts';
import { stopProcess } from '../process/stop-process.ts';
import type { GuardOrder } from './guard.ts';

const processes = new Map<number, ProcessIdentity & { signal: NodeJS.Signals }>();
const folders = new Set<string>();

// The signals that end a test run are meant for the run; its end is what we wait for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  const order = JSON.parse(line) as GuardOrder;
  if ('process' in order) processes.set(order.process.pid, order.process);
  if ('folder' in order) folders.add(order.folder);
  if ('released' in order) processes.delete(order.released);
});
orders.on('close', async () => {
  await Promise.all(
    [...processes.values()].map((target) => stopProcess(target, { signal: target.signal, graceMs: 5_000 })),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
