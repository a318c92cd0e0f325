import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { UnixUser } from './launch.ts';
import { PartFailed } from './part-failed.ts';

export interface CommandOptions {
  /** Its name in error messages; the file name by default. */
  name?: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  runAs?: UnixUser | undefined;
  input?: string;
  /** Called for every line of output. */
  onLine?: (line: string) => void;
}

const keptLines = 40;
const running = new Set<number>();

/** Kills every running command and its children. Called when this process stops. */
export function killCommands(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just exited.
    }
  }
}

/**
 * Runs a command until it exits.
 * @returns its last lines of output, including standard error
 * @throws PartFailed with those lines when it can't be started or fails
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { name = basename(command), cwd, env, runAs, input, onLine }: CommandOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    // Its own process group: a Ctrl-C does not reach it, and it can be killed together with its children.
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...runAs,
  });
  child.stdin?.end(input);
  const { pid } = child;
  if (pid !== undefined) {
    running.add(pid);
    child.once('exit', () => running.delete(pid));
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
  const failure = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  const output = lines.join('\n');
  if (failure !== null) throw new PartFailed(name, `failed (${failure})`, { output });
  return output;
}
