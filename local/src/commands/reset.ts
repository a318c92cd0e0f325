import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { removePostgresData } from '../parts/postgres.ts';
import { say } from '../ui/print.ts';
import { stop } from './stop.ts';

/** Stops everything and deletes data, secrets and logs; installed parts stay. Idempotent. @returns the exit code */
export async function reset(config: LocalConfig): Promise<number> {
  await stop(config);
  const { data, logs, run } = config.folders;
  removePostgresData(join(data, 'postgres'));
  for (const folder of [data, logs, run]) rmSync(folder, { recursive: true, force: true });
  say('Data and logs are deleted; installed parts are kept.');
  return 0;
}
