import { join } from 'node:path';
import { runLocal } from '@ticketing/local/run';
import { runningSystem, type System } from './system.ts';

/** Environment of a marketplace beside that of the person at the keyboard. */
export type OwnSettings = NodeJS.ProcessEnv & { TICKETING_HOME: string };

/** Starts a fresh one. @throws when something of it does not come up; its logs are kept then */
export async function startOwnSystem(settings: OwnSettings): Promise<System> {
  await endOwnSystem(settings);
  if ((await runLocal(settings, 'start', '--detach')) === 0) return runningSystem(settings.TICKETING_HOME);
  await runLocal(settings, 'stop');
  throw new Error(`the system did not start; its logs are in ${join(settings.TICKETING_HOME, 'logs')}`);
}

/** Ends it and clears its data. Idempotent. */
export async function endOwnSystem(settings: OwnSettings): Promise<void> {
  await runLocal(settings, 'reset');
}

/** Has a fresh one run while it is used. @throws as `startOwnSystem` does */
export async function withOwnSystem<T>(settings: OwnSettings, use: (system: System) => Promise<T>): Promise<T> {
  const system = await startOwnSystem(settings);
  try {
    return await use(system);
  } finally {
    await endOwnSystem(settings);
  }
}
