import { join } from 'node:path';
import { runLocal } from '@ticketing/local/run';
import { runningSystem, type System } from './system.ts';

/** Environment of a stack besides the developer's own. */
export type OwnSettings = NodeJS.ProcessEnv & { TICKETING_HOME: string };

/** Starts a fresh stack. @throws when a part does not start; the logs are kept */
export async function startOwnSystem(settings: OwnSettings): Promise<System> {
  await removeOwnSystem(settings);
  if ((await runLocal(settings, 'start', '--detach')) === 0) return runningSystem(settings.TICKETING_HOME);
  await runLocal(settings, 'stop');
  throw new Error(`the system did not start; its logs are in ${join(settings.TICKETING_HOME, 'logs')}`);
}

/** Stops it and deletes its data. Idempotent. */
export async function removeOwnSystem(settings: OwnSettings): Promise<void> {
  await runLocal(settings, 'reset');
}

/** Runs a fresh stack while it is used. @throws like `startOwnSystem` */
export async function withOwnSystem<T>(settings: OwnSettings, use: (system: System) => Promise<T>): Promise<T> {
  const system = await startOwnSystem(settings);
  try {
    return await use(system);
  } finally {
    await removeOwnSystem(settings);
  }
}
