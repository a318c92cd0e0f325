import { join } from 'node:path';
import { programFromGo } from '../install/go.ts';
import type { OnProgress } from '../install/install-once.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { PartFailed } from '../process/part-failed.ts';
import { answers } from './http-probe.ts';

export const toxiproxyFolder = (cacheFolder: string): string => join(cacheFolder, `toxiproxy-${versions.toxiproxy}`);

/** @returns the path of the program. @throws PartFailed when it must be built and Go is missing */
export const installToxiproxy = (cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> =>
  programFromGo(
    {
      program: 'toxiproxy',
      command: 'github.com/Shopify/toxiproxy/v2/cmd/server',
      version: versions.toxiproxy,
      folder: toxiproxyFolder(cacheFolder),
    },
    onProgress,
  );

export interface ToxiproxyOptions {
  toxiproxy: string;
  logFile: string;
  port: number;
}

export const toxiproxyUrl = (port: number): string => `http://127.0.0.1:${port}`;

export async function prepareToxiproxy({ toxiproxy, logFile, port }: ToxiproxyOptions): Promise<LaunchSpec> {
  return {
    name: 'toxiproxy',
    command: toxiproxy,
    args: ['-host', '127.0.0.1', '-port', String(port)],
    env: { LOG_LEVEL: 'warn' },
    logFile,
    isReady: () => answers(`${toxiproxyUrl(port)}/version`),
  };
}

export interface Proxy {
  name: string;
  /** Where it listens, on the loopback address. */
  port: number;
  /** Its upstream, also on the loopback address. */
  upstreamPort: number;
}

/** Creates the proxies, open and without faults. Idempotent. */
export async function ensureProxies(port: number, proxies: readonly Proxy[]): Promise<void> {
  const answer = await fetch(`${toxiproxyUrl(port)}/populate`, {
    method: 'POST',
    body: JSON.stringify(
      proxies.map(({ name, port: at, upstreamPort }) => ({
        name,
        listen: `127.0.0.1:${at}`,
        upstream: `127.0.0.1:${upstreamPort}`,
        enabled: true,
      })),
    ),
  });
  if (!answer.ok) throw new PartFailed('toxiproxy', `rejected the proxies (${answer.status}): ${await answer.text()}`);
}
