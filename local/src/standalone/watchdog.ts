// Outlives its parent for a moment: when the parent exits or is killed, standard input closes, and the watchdog kills what
// the parent left running. Each line of standard input is one command in JSON.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ProcessIdentity } from '../process/identity.ts';
import { stopProcess } from '../process/stop-process.ts';
import type { GuardCommand } from './guard.ts';

const processes = new Map<number, ProcessIdentity & { signal: NodeJS.Signals }>();
const folders = new Set<string>();

// Signals that stop a test run are meant for the run; the watchdog waits for it to exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => {
  const command = JSON.parse(line) as GuardCommand;
  if ('process' in command) processes.set(command.process.pid, command.process);
  if ('folder' in command) folders.add(command.folder);
  if ('released' in command) processes.delete(command.released);
});
commands.on('close', async () => {
  await Promise.all(
    [...processes.values()].map((target) => stopProcess(target, { signal: target.signal, graceMs: 5_000 })),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
