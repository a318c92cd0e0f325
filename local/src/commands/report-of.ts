import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalConfig } from '../config.ts';
import { endpointsFile, readEndpoints } from '../endpoints.ts';
import { readyReport } from '../report.ts';

/** The report of the stack that runs in this home. @throws Error when nothing runs */
export function reportOf(config: LocalConfig, how: { isForeground: boolean; tookMs?: number }): string {
  const { home, logs, data } = config.folders;
  const endpoints = readEndpoints(home);
  if (!endpoints) throw new Error(`${endpointsFile(home)} does not exist`);
  const hasDemo = existsSync(join(data, 'seeded.json'));
  return readyReport({ endpoints, logsFolder: logs, endpointsFile: endpointsFile(home), hasDemo, ...how });
}
