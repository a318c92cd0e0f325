import type { LocalConfig } from '../config.ts';
import { type Endpoints, readEndpoints } from '../endpoints.ts';
import { runningSupervisor } from '../supervisor/lock.ts';
import { printError, say } from '../ui/print.ts';
import { attachTo } from './attach-to.ts';
import { type StartOptions, start } from './start.ts';

/**
 * Brings the stack up with reload. With a service's name it shows that service's log and opens a port for a debugger; if the
 * stack runs already, it does only that, until Ctrl-C.
 * @returns the exit code
 */
export async function dev(config: LocalConfig, service: string | undefined, options: StartOptions): Promise<number> {
  const running = runningSupervisor(config.folders) && readEndpoints(config.folders.home);
  if (running && !running.reloads) {
    printError('The stack of this folder runs without reload. npm stop ends it; then run this again.');
    return 1;
  }
  if (!service) return start(config, options);
  if (running) return hasService(running, service) ? untilInterrupted(config, service) : 1;
  return start(config, { ...options, onUp: () => void attachWhenUp(config, service) });
}

async function attachWhenUp(config: LocalConfig, service: string): Promise<void> {
  const endpoints = readEndpoints(config.folders.home);
  if (endpoints && hasService(endpoints, service)) await attachTo(config, service);
}

function hasService({ processes }: Endpoints, service: string): boolean {
  const names = processes.filter(({ kind }) => kind === 'service').map(({ name }) => name);
  if (names.includes(service)) return true;
  printError(`There is no service ${service}; there are ${names.join(', ')}.`);
  return false;
}

async function untilInterrupted(config: LocalConfig, service: string): Promise<number> {
  const attachment = await attachTo(config, service);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await attachment.detach();
  say(`${service} runs on without a debugger; npm stop ends everything.`);
  return 0;
}
