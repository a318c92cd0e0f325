import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endOwnSystem, type OwnSettings, startOwnSystem } from '../own-system.ts';
import type { System } from '../system.ts';

export const root = join(import.meta.dirname, '../../..');
export const faultsFolder = join(root, '.local/faults');
export const stackHome = join(faultsFolder, 'stack');

/** Short, so that reservations that nobody pays end while a fault is looked at; long enough to pay over a short outage. */
export const ttlSeconds = 8;
export const graceSeconds = 4;
/** Short, so that an outage longer than all retry tiers together lasts seconds. */
export const retryDelaysSeconds = [1, 2, 3, 4];
/** I6. */
export const quietWithinMs = 60_000;
/** Expiry, grace, the 10 s of I7, and what somebody may wait before trying again once what was away is back. */
export const settledWithinMs = (ttlSeconds + graceSeconds + 10 + 15) * 1_000;

const settings = (hasProxies: boolean): OwnSettings => ({
  TICKETING_HOME: stackHome,
  TICKETING_PORTS: 'auto',
  TICKETING_SEED: 'never',
  TICKETING_PROXIES: hasProxies ? 'on' : 'off',
  // Each fault heals what it has broken; a restart by the supervisor would heal behind its back.
  TICKETING_RESTART: 'never',
  RESERVATION_TTL_SECONDS: String(ttlSeconds),
  PAYMENT_GRACE_SECONDS: String(graceSeconds),
  // A few people buy for everybody.
  MAX_UNPAID_RESERVATIONS: '1000',
  RETRY_DELAYS_SECONDS: retryDelaysSeconds.join(','),
});

/** Starts a fresh system of the suite's own. @throws when something of it does not come up */
export const startStack = ({ hasProxies }: { hasProxies: boolean }): Promise<System> =>
  startOwnSystem(settings(hasProxies));

/** Ends it and clears its data. Idempotent. */
export const endStack = (): Promise<void> => endOwnSystem(settings(false));

/** Keeps the logs of a run in which something was wrong: the next start begins new ones. @returns where */
export function keepLogs(name: string): string {
  const folder = join(faultsFolder, 'logs', name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(stackHome, 'logs'), folder, { recursive: true });
  return folder;
}
