import { join } from 'node:path';
import { type OwnSettings, withOwnSystem } from '@ticketing/e2e/own-system';
import type { System } from '@ticketing/e2e/system';
import { foldersOf } from '@ticketing/local/config';
import { loadSecrets } from '@ticketing/local/secrets';

const home = join(import.meta.dirname, '../../../.local/bench');

/** A marketplace of the benchmarks' own: empty, and else as `npm start` runs it. */
export const ownStack = (settings: Record<string, string> = {}): OwnSettings => ({
  TICKETING_HOME: home,
  TICKETING_PORTS: 'auto',
  TICKETING_SEED: 'never',
  ...settings,
});

export interface OwnStack {
  system: System;
  /** What its services sign sessions with. */
  jwtKey: string;
}

/** Has a marketplace run while it is measured, and clears it away. @param settings are added to its environment */
export const withOwnStack = <T>(settings: Record<string, string>, use: (stack: OwnStack) => Promise<T>): Promise<T> =>
  withOwnSystem(ownStack(settings), (system) => use({ system, jwtKey: loadSecrets(foldersOf(home)).jwtKey }));
