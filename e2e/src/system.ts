import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endpointsFile, readEndpoints } from '@ticketing/local/endpoints';
import { loadConfig } from './config.ts';

const root = join(import.meta.dirname, '../..');
const { home } = loadConfig();
const runFile = promisify(execFile);

/** The running system that the tests speak to. */
export interface System {
  /** Address of the gateway. */
  storeUrl: string;
  addresses: ReturnType<typeof endpoints>['addresses'];
  /** Ends a process without warning (SIGKILL). */
  kill(name: string): void;
  /** Starts it again and waits until it is ready. */
  restart(name: string): Promise<void>;
}

function endpoints() {
  const found = readEndpoints(home);
  if (!found) throw new Error(`nothing runs here (${endpointsFile(home)}): start it with npm start -- --detach`);
  return found;
}

export function runningSystem(): System {
  const { addresses } = endpoints();
  return {
    storeUrl: addresses.gateway,
    addresses,
    kill(name) {
      const pid = endpoints().processes.find((process) => process.name === name)?.pid;
      if (!pid) throw new Error(`${name} does not run`);
      process.kill(pid, 'SIGKILL');
    },
    async restart(name) {
      await runFile(process.execPath, [join(root, 'infra/local/src/main.ts'), 'restart', name], {
        env: { ...process.env, TICKETING_HOME: home },
      });
    },
  };
}
