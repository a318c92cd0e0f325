import { defaultCacheFolder } from '../config.ts';
import { installConnect } from '../parts/connect.ts';
import { installJava } from '../parts/java.ts';
import { installKafka } from '../parts/kafka.ts';
import { installMongo } from '../parts/mongo.ts';
import { installPostgres } from '../parts/postgres-install.ts';
import { installRedis } from '../parts/redis.ts';
import { installRegistry } from '../parts/registry.ts';
import type { OnProgress } from './install-once.ts';

export const partNames = ['postgres', 'mongo', 'redis', 'java', 'kafka', 'registry', 'connect'] as const;
export type PartName = (typeof partNames)[number];

const installers: Record<PartName, (cacheFolder: string, onProgress: OnProgress) => Promise<unknown>> = {
  postgres: (cacheFolder, onProgress) => installPostgres({ cacheFolder }, onProgress),
  mongo: installMongo,
  redis: installRedis,
  java: installJava,
  kafka: installKafka,
  registry: installRegistry,
  connect: installConnect,
};

/** Installs missing parts in parallel. Idempotent; several processes may call it at once. */
export async function ensureInstalled(
  names: readonly PartName[] = partNames,
  {
    cacheFolder = defaultCacheFolder(),
    onProgress = () => {},
  }: { cacheFolder?: string; onProgress?: (part: PartName, text: string) => void } = {},
): Promise<void> {
  await Promise.all(names.map((name) => installers[name](cacheFolder, (text) => onProgress(name, text))));
}
