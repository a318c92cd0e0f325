import { waitFor } from '@ticketing/common/backoff';
import { type ControlCommand, commandSupervisor } from '@ticketing/local/control';
import { type EndpointEntry, endpointsFile, readEndpoints } from '@ticketing/local/endpoints';
import { loadConfig } from './config.ts';

/** The running system that the tests speak to. */
export interface System {
  /** Address of the gateway. */
  storeUrl: string;
  addresses: ReturnType<typeof endpointsAt>['addresses'];
  /** What runs now. */
  processes(): EndpointEntry[];
  /** @throws when it does not run */
  pidOf(name: string): number;
  /** Sends a process a signal. @throws when it does not run */
  signal(name: string, signal: NodeJS.Signals): void;
  /** Ends a process without warning (SIGKILL). */
  kill(name: string): void;
  /** Ends it in order and leaves it so. */
  stop(name: string): Promise<void>;
  /**
   * Starts it again and waits until it is ready.
   * @param env is added to its environment, until its next restart
   * @throws when it ends before, or does not become ready
   */
  restart(name: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Whether it ended by itself within the time; looks often. */
  endsWithin(name: string, timeoutMs: number): Promise<boolean>;
}

function endpointsAt(home: string) {
  const found = readEndpoints(home);
  if (!found) throw new Error(`nothing runs here (${endpointsFile(home)}): start it with npm start -- --detach`);
  return found;
}

/** What was started in this home, by default that of the environment. */
export function runningSystem(home = loadConfig().home): System {
  const { addresses } = endpointsAt(home);
  const entryOf = (name: string) => endpointsAt(home).processes.find((process) => process.name === name);
  const pidOf = (name: string): number => {
    const pid = entryOf(name)?.pid;
    if (!pid) throw new Error(`${name} does not run`);
    return pid;
  };
  const signal = (name: string, sent: NodeJS.Signals) => void process.kill(pidOf(name), sent);
  const order = async (what: ControlCommand, name: string, env?: Readonly<Record<string, string>>) => {
    const answer = await commandSupervisor(home, what, name, env);
    if (!answer.ok) throw new Error(answer.failure.reason);
  };
  return {
    storeUrl: addresses.gateway,
    addresses,
    processes: () => endpointsAt(home).processes,
    pidOf,
    signal,
    kill: (name) => signal(name, 'SIGKILL'),
    stop: (name) => order('stop', name),
    restart: (name, env) => order('restart', name, env),
    async endsWithin(name, timeoutMs) {
      const hasEnded = async () => (entryOf(name)?.pid ? null : true);
      return (await waitFor(hasEnded, { timeoutMs, intervalMs: 50 })) ?? false;
    },
  };
}
