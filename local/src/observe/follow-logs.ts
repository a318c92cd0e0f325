import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@ticketing/common/log';
import { runPeriodically } from '@ticketing/common/periodic';
import { followLog } from '../process/follow-log.ts';

const lookEveryMs = 1_000;

/**
 * Follows the log files of a folder from their beginnings, also those that are created later.
 * @returns a function that ends it
 */
export function followLogs(
  folder: string,
  log: Logger,
  onLines: (program: string, lines: readonly string[]) => void,
): () => Promise<void> {
  const followed = new Map<string, () => void>();
  const look = async () => {
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.log') || followed.has(file)) continue;
      const program = file.slice(0, -'.log'.length);
      followed.set(
        file,
        followLog(join(folder, file), 0, (lines) => onLines(program, lines)),
      );
    }
  };
  const stopLooking = runPeriodically({ name: 'log files', everyMs: lookEveryMs, log }, look);
  return async () => {
    await stopLooking();
    for (const stop of followed.values()) stop();
  };
}
