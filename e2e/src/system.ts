import { waitFor } from '@ticketing/common/backoff';
import { type ControlCommand, commandSupervisor } from '@ticketing/local/control';
import { type EndpointEntry, endpointsFile, readEndpoints, trustAuthority } from '@ticketing/local/endpoints';
import { loadConfig } from './config.ts';

/** The tested system. */
export interface System {
  /** Address of the gateway. */
  storeUrl: string;
  /** Current, because a restored system may have others. */
  readonly addresses: ReturnType<typeof endpointsAt>['addresses'];
  /** The current processes. */
  processes(): EndpointEntry[];
  /** The address of a program, also while it is down. @throws when the system has none of this name */
  urlOf(name: string): string;
  /** @throws when it is not running */
  pidOf(name: string): number;
  /** Sends a signal to a process. @throws when it is not running */
  signal(name: string, signal: NodeJS.Signals): void;
  /** Kills a process (SIGKILL). */
  kill(name: string): void;
  /** Stops it gracefully. */
  stop(name: string): Promise<void>;
  /**
   * Restarts it and waits until it is ready.
   * @param env added to its environment until its next restart
   * @throws when it exits or does not become ready
   */
  restart(name: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Whether it exits within the time. */
  exitsWithin(name: string, timeoutMs: number): Promise<boolean>;
}

function endpointsAt(home: string) {
  const found = readEndpoints(home);
  if (!found) throw new Error(`nothing is running here (${endpointsFile(home)}): start it with npm start -- --detach`);
  return found;
}

/** The system that was started in this home, by default the environment's. */
export function runningSystem(home = loadConfig().home): System {
  const { addresses } = endpointsAt(home);
  const { gateway: storeUrl } = addresses;
  trustAuthority(addresses);
  const entryOf = (name: string) => endpointsAt(home).processes.find((process) => process.name === name);
  const pidOf = (name: string): number => {
    const pid = entryOf(name)?.pid;
    if (!pid) throw new Error(`${name} is not running`);
    return pid;
  };
  const signal = (name: string, sent: NodeJS.Signals) => void process.kill(pidOf(name), sent);
  const control = async (command: ControlCommand, name: string, env?: Readonly<Record<string, string>>) => {
    const answer = await commandSupervisor(home, command, name, env);
    if (!answer.ok) throw new Error(answer.failure.reason);
  };
  return {
    storeUrl,
    get addresses() {
      return endpointsAt(home).addresses;
    },
    processes: () => endpointsAt(home).processes,
    urlOf(name) {
      const url = entryOf(name)?.url;
      if (!url) throw new Error(`there is no ${name}`);
      return url;
    },
    pidOf,
    signal,
    kill: (name) => signal(name, 'SIGKILL'),
    stop: (name) => control('stop', name),
    restart: (name, env) => control('restart', name, env),
    async exitsWithin(name, timeoutMs) {
      const hasExited = async () => (entryOf(name)?.pid ? null : true);
      return (await waitFor(hasExited, { timeoutMs, intervalMs: 50 })) ?? false;
    },
  };
}
