import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { defaultCacheFolder, root } from './config.ts';

/**
 * Runs the command line of `npm start` in a child process, for programs that need a stack besides the developer's own.
 * Installed parts are shared with it. Only errors are shown.
 * @param env added to this process's environment; TICKETING_HOME selects the stack
 * @returns the exit code
 */
export async function runLocal(env: NodeJS.ProcessEnv, ...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'local/src/main.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TICKETING_CACHE: defaultCacheFolder(), ...env },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
