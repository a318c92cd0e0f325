import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../fault.ts';

const root = join(import.meta.dirname, '../../../..');
export type TwinOf = 'auth' | 'tickets' | 'payments' | 'orders';

export interface Twin {
  kill(): Promise<void>;
}

/** Starts a second relay of a source with the settings of the supervisor's relay. The caller must stop it. */
export function startTwin({ addresses, home }: Stage, source: TwinOf): Twin {
  const { brokers, registry, databases } = addresses;
  const relay =
    source === 'orders' ? { RELAY: 'raw' } : { RELAY: 'mongo', SOURCE: source, MONGO_URI: databases[source] };
  const log = openSync(join(home, 'logs', `relay-${source}-twin.log`), 'a');
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', join(root, 'outbox-worker/src/main.ts')],
    {
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: '0',
        KAFKA_BROKERS: brokers.join(','),
        SCHEMA_REGISTRY_URL: registry,
        ...relay,
      },
    },
  );
  closeSync(log);
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
