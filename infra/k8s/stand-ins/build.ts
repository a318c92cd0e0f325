// Builds one stand-in for an official image, from the same packages as `npm start`. Called by Skaffold (custom builder):
//   IMAGE=name:tag [PUSH_IMAGE=true] node infra/k8s/stand-ins/build.ts kafka | debezium | registry | mongo | redis
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import { installConnect, installKafka, installMongo, installRegistry } from '@ticketing/local/install';

/** Adds the files that the Dockerfile copies to the build context. */
const fillContext: Record<string, (context: string, cacheFolder: string) => Promise<void>> = {
  kafka: async (context, cacheFolder) => {
    const { classPath } = await installKafka(cacheFolder);
    mkdirSync(join(context, 'lib'));
    for (const jar of classPath) cpSync(jar, join(context, 'lib', basename(jar)));
  },
  debezium: async (context, cacheFolder) => {
    const { pluginFolder } = await installConnect(cacheFolder);
    cpSync(pluginFolder, join(context, 'plugins'), { recursive: true });
  },
  registry: async (context, cacheFolder) =>
    cpSync(dirname(await installRegistry(cacheFolder)), join(context, 'app'), { recursive: true }),
  mongo: async (context, cacheFolder) => cpSync(await installMongo(cacheFolder), join(context, 'mongod')),
  redis: async () => {},
};

function docker(...args: string[]): void {
  const { status, error } = spawnSync('docker', args, {
    stdio: 'inherit',
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`docker ${args[0]} failed with exit code ${status}`);
}

const name = process.argv[2] ?? '';
const fill = fillContext[name];
const image = process.env.IMAGE;
if (!fill || !image) {
  process.stderr.write(`usage: IMAGE=name:tag build.ts ${Object.keys(fillContext).join(' | ')}\n`);
  process.exit(64); // EX_USAGE of sysexits.h
}
const context = mkdtempSync(join(tmpdir(), `stand-in-${name}-`));
try {
  cpSync(join(import.meta.dirname, name), context, { recursive: true });
  await fill(context, defaultCacheFolder());
  docker('build', '--tag', image, context);
  if (process.env.PUSH_IMAGE === 'true') docker('push', image);
} finally {
  rmSync(context, { recursive: true });
}
