import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface CommandResult {
  exitCode: number | string;
  /** Standard output, then standard error. */
  output: string;
}

/** Runs a command of operators in its own process, as they do. @param program its file in src */
export const runCommand = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, NODE_OPTIONS: '', ...env } };
    // Node warns when a driver's timer is late, as everywhere here: see infra/images.
    const node = ['--disable-warning=TimeoutNegativeWarning', join(import.meta.dirname, '../src', program)];
    execFile(process.execPath, [...node, ...args], options, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, output: stdout + stderr }),
    );
  });
