import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Runs a program in the checkout and shows its output with a title and its duration. @returns its exit code */
export function run(
  title: string,
  program: string,
  parameters: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${title}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      process.stdout.write(`── ${title}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);
      resolve(code ?? 1);
    });
  });
}
