import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import { findFreePort } from '@ticketing/local/parts';
import type { Environment } from './environment.ts';

export interface Relay {
  pid: number;
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, '../../../outbox-worker/src/main.ts');

/** The relay of production in a process of its own. Resolves once it is ready. */
export async function startRelay(
  environment: Environment,
  relay: { RELAY: 'raw' } | { RELAY: 'mongo'; SOURCE: 'tickets'; MONGO_URI: string },
): Promise<Relay> {
  const { brokers, registryUrl } = await environment.broker();
  const port = await findFreePort();
  const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', program], {
    env: {
      ...process.env,
      ...relay,
      HOST: '127.0.0.1',
      PORT: String(port),
      KAFKA_BROKERS: brokers.join(','),
      SCHEMA_REGISTRY_URL: registryUrl,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Also when the benchmark itself is cut off.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const isReady = async () => {
    if (child.exitCode !== null) throw new Error(`the relay ended with code ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    return answer?.ok ? true : null;
  };
  if (!(await waitFor(isReady, { timeoutMs: 60_000 }))) throw new Error('the relay is not ready');
  return {
    pid: child.pid as number,
    async stop() {
      process.removeListener('exit', endWithUs);
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
