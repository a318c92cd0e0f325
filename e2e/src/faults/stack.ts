import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
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

/** Stops it and deletes its data. Idempotent. */
export const removeStack = (): Promise<void> => removeOwnSystem(settings(false));

/** Keeps the logs of a failed run, because the next start writes new ones. @returns the folder */
export function keepLogs(name: string): string {
  const folder = join(faultsFolder, 'logs', name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(stackHome, 'logs'), folder, { recursive: true });
  return folder;
}
