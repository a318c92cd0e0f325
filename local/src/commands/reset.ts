import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outsideWorld } from '../backup/restore-marker.ts';
import type { LocalConfig } from '../config.ts';
import { removePostgresData } from '../parts/postgres.ts';
import { say } from '../ui/print.ts';
import { stop } from './stop.ts';

/**
 * Stops everything and deletes data, secrets and logs; installed parts stay. Idempotent.
 * @param keepStripe keeps the sandbox's ledger
 * @returns the exit code
 */
export async function reset(config: LocalConfig, { keepStripe = false } = {}): Promise<number> {
  await stop(config);
  const { data, logs, run } = config.folders;
  removePostgresData(join(data, 'postgres'));
  const kept = keepStripe && existsSync(join(data, outsideWorld));
  const inData = kept ? readdirSync(data).filter((name) => name !== outsideWorld) : [];
  const folders = kept ? [...inData.map((name) => join(data, name)), logs, run] : [data, logs, run];
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  say(`Data and logs are deleted; ${kept ? "the sandbox's ledger and " : ''}installed parts are kept.`);
  return 0;
}
