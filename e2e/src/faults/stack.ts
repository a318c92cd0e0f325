import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { portTable } from '@ticketing/local/ports';
import { runLocal } from '@ticketing/local/run';
import { type OwnSettings, removeOwnSystem, startOwnSystem } from '../own-system.ts';
import type { System } from '../system.ts';

export const root = join(import.meta.dirname, '../../..');
export const faultsFolder = join(root, '.local/faults');
export const stackHome = join(faultsFolder, 'stack');

/** Short enough that unpaid reservations expire during a fault, long enough to pay despite a short outage. */
export const ttlSeconds = 8;
export const graceSeconds = 4;
/** Short, so that a participant's outage lasts longer than a step of a saga may. */
export const sagaStepTimeoutSeconds = 4;
/** Short, so that an outage longer than all retry tiers lasts only seconds. */
export const retryDelaysSeconds = [1, 2, 3, 4];
export const quietWithinMs = 60_000;
/** Expiry, grace, the 10 s of I7, the longest backoff after an outage, and what a saga does with the outcome. */
export const settledWithinMs = (ttlSeconds + graceSeconds + 10 + 15 + 10) * 1_000;

const settings = (hasProxies: boolean): OwnSettings => ({
  TICKETING_HOME: stackHome,
  TICKETING_PORTS: 'auto',
  TICKETING_SEED: 'never',
  TICKETING_PROXIES: hasProxies ? 'on' : 'off',
  // Each fault repairs what it breaks; restarts by the supervisor would interfere.
  TICKETING_RESTART: 'never',
  RESERVATION_TTL_SECONDS: String(ttlSeconds),
  PAYMENT_GRACE_SECONDS: String(graceSeconds),
  // A few users make all purchases, from one address.
  MAX_UNPAID_RESERVATIONS: '1000',
  MAX_UNPAID_PER_SUBSCRIBER: '1000000',
  MAX_BOOKINGS_PER_MINUTE: '1000000',
  MAX_DECLINES_PER_HOUR: '1000000',
  MAX_SIGN_UPS_PER_HOUR: '1000000',
  SAGA_STEP_TIMEOUT_SECONDS: String(sagaStepTimeoutSeconds),
  RETRY_DELAYS_SECONDS: retryDelaysSeconds.join(','),
});

/** Starts a fresh system for the suite. @throws when a part does not start */
export const startStack = ({ hasProxies }: { hasProxies: boolean }): Promise<System> =>
  startOwnSystem(settings(hasProxies));

/**
 * Takes a backup of the running system.
 * @param name of a new folder
 * @returns its path, and the moment of its cut
 */
export async function backUp(name: string): Promise<{ folder: string; takenAt: Date }> {
  const folder = join(faultsFolder, 'backups', name);
  rmSync(folder, { recursive: true, force: true });
  const code = await runLocal(settings(false), 'backup', '--to', folder);
  if (code !== 0) throw new Error(`the backup failed (exit code ${code})`);
  const { takenAt } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { takenAt: string };
  return { folder, takenAt: new Date(takenAt) };
}

/** Destroys the system, but not Stripe's ledger, and restores a backup in its place, on the same ports. */
export async function destroyAndRestore({ addresses, processes }: System, from: string): Promise<void> {
  const variables: Readonly<Record<string, { variable: string }>> = portTable;
  const ports = processes().flatMap(({ name, port }) => {
    const variable = variables[name]?.variable;
    return variable ? [[variable, String(port)]] : [];
  });
  const env = { ...settings(addresses.toxiproxy !== null), ...Object.fromEntries(ports) };
  await runLocal(env, 'reset', '--keep-stripe');
  const code = await runLocal(env, 'restore', '--from', from);
  if (code !== 0) throw new Error(`the restore failed (exit code ${code})`);
}

/** Stops it and deletes its data. Idempotent. */
export const removeStack = (): Promise<void> => removeOwnSystem(settings(false));

/** Keeps the logs of a failed run, because the next start writes new ones. @returns the folder */
export function keepLogs(name: string): string {
  const folder = join(faultsFolder, 'logs', name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(stackHome, 'logs'), folder, { recursive: true });
  return folder;
}
