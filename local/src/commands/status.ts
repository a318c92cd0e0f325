import { styleText } from 'node:util';
import type { LocalConfig } from '../config.ts';
import { type EndpointEntry, readEndpoints } from '../endpoints.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { readLivingPids } from '../supervisor/pid-files.ts';
import { say } from '../ui/print.ts';

const colours = { ready: 'green', starting: 'yellow', waiting: 'dim', stopped: 'dim', failed: 'red' } as const;

/** Shows what is running in this home. @returns the exit code: 0 when everything is ready */
export function status({ folders }: LocalConfig): number {
  const endpoints = readEndpoints(folders.home);
  if (!runningSupervisor(folders) || !endpoints) {
    const orphans = readLivingPids(folders.run).map(({ name }) => name);
    say(
      orphans.length === 0
        ? 'Nothing is running here.'
        : `Running without a supervisor: ${orphans.join(', ')}. npm stop stops them.`,
    );
    return 1;
  }
  say(endpoints.processes.map(line).join('\n'));
  say(`\n${endpoints.state}; started ${endpoints.startedAt}; supervisor pid ${endpoints.supervisor.pid}`);
  return endpoints.processes.every(({ state }) => state === 'ready') ? 0 : 1;
}

const line = ({ name, state, pid, url }: EndpointEntry): string =>
  `  ${styleText(colours[state], state.padEnd(9))} ${name.padEnd(16)} ${String(pid ?? '–').padEnd(8)} ${url}`;
