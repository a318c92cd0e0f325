import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { UnixUser } from './launch.ts';
import { PartFailed } from './part-failed.ts';

export interface CommandOptions {
  /** What to call it when it fails; its file by default. */
  name?: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  runAs?: UnixUser | undefined;
  input?: string;
  /** Sees every line of output as it comes. */
  onLine?: (line: string) => void;
}

const keptLines = 40;
const live = new Set<number>();

/** Kills every command that still runs, with all it has started. For our own end. */
export function endCommands(): void {
  for (const pid of live) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}

/**
 * Runs a command to its end.
 * @returns its last lines of output, standard error included
 * @throws PartFailed with those lines when it can't be run or fails
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { name = basename(command), cwd, env, runAs, input, onLine }: CommandOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    // A group of its own: a Ctrl-C does not reach it, and it can be killed with all it has started.
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...runAs,
  });
  child.stdin?.end(input);
  const { pid } = child;
  if (pid !== undefined) {
    live.add(pid);
    child.once('exit', () => live.delete(pid));
  }
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine?.(line);
    });
  }
  const end = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  const output = lines.join('\n');
  if (end !== null) throw new PartFailed(name, `failed (${end})`, { output });
  return output;
}
