import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Pinned, because its OpenAPI document validates the requests. */
const stripeMockModule = 'github.com/stripe/stripe-mock@v0.203.0';
const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache', stripeMockModule.replaceAll('/', '-'));
const run = promisify(execFile);

export interface StripeMock {
  port: number;
  stop: () => Promise<void>;
}

const isGoInstalled = (): Promise<boolean> =>
  run('go', ['version']).then(
    () => true,
    () => false,
  );

async function installed(): Promise<string> {
  const binary = join(cacheFolder, 'stripe-mock');
  const isCached = await access(binary).then(
    () => true,
    () => false,
  );
  if (isCached) return binary;
  if (!(await isGoInstalled()))
    throw new Error(
      'npm run test:full needs Go, to install stripe-mock: https://go.dev/dl (or run npm test, without it)',
    );
  await mkdir(cacheFolder, { recursive: true });
  await run('go', ['install', stripeMockModule], { env: { ...process.env, GOBIN: cacheFolder } });
  return binary;
}

/**
 * Starts Stripe's own mock server: stateless, but it refuses anything that Stripe's OpenAPI document does not define.
 * @throws with the remedy when neither it nor Go is installed
 */
export async function startStripeMock(): Promise<StripeMock> {
  const child = spawn(await installed(), ['-http-addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /Listening for HTTP at address: .*:(\d+)$/.exec(line)?.[1];
    if (!port) continue;
    child.stdout.resume();
    return { port: Number(port), stop };
  }
  throw new Error('stripe-mock exited before it listened');
}
