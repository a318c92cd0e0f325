import { join } from 'node:path';
import { type OwnSettings, withOwnSystem } from '@ticketing/e2e/own-system';
import type { System } from '@ticketing/e2e/system';
import { foldersOf } from '@ticketing/local/config';
import { loadSecrets } from '@ticketing/local/secrets';

const home = join(import.meta.dirname, '../../../.local/bench');

/** A separate, empty marketplace for benchmarks, otherwise like `npm start`. */
export const ownStack = (settings: Record<string, string> = {}): OwnSettings => ({
  TICKETING_HOME: home,
  TICKETING_PORTS: 'auto',
  TICKETING_SEED: 'never',
  // One seller lists everything, and everybody buys from one address.
  MAX_LISTINGS_PER_HOUR: '1000000',
  MAX_UNPAID_PER_SUBSCRIBER: '1000000',
  ...settings,
});

export interface OwnStack {
  system: System;
  /** The key that signs sessions. */
  jwtKey: string;
}

/** Runs a marketplace during a measurement and then deletes it. @param settings added to its environment */
export const withOwnStack = <T>(settings: Record<string, string>, use: (stack: OwnStack) => Promise<T>): Promise<T> =>
  withOwnSystem(ownStack(settings), (system) => use({ system, jwtKey: loadSecrets(foldersOf(home)).jwtKey }));
