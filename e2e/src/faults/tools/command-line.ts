import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../../../..');

export interface Said {
  code: number;
  said: string;
}

/** Runs a command of `npm run` on the stack of a home, like an operator. */
export async function runCommand(home: string, ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [join(root, 'local/src/main.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TICKETING_HOME: home },
  });
  return saidBy(child);
}

/** Waits for the end of a program. @returns what it has written to its standard output; code 1 if a signal ended it */
export async function saidBy(child: ChildProcessByStdio<null, Readable, null>): Promise<Said> {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [said, code] = await Promise.all([text(child.stdout), exited]);
  return { code: code ?? 1, said: said.trim() };
}
