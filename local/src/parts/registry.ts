import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackArchive } from '../install/archive.ts';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { type User, userInfo } from '../tls/security.ts';
import { answers } from './http-probe.ts';
import { javaArguments } from './java.ts';

export const registryFolder = (cacheFolder: string): string => join(cacheFolder, `apicurio-${versions.apicurio}`);

/** The registry's UI, which its main jar contains as well. */
const isNotUi = (file: string): boolean => !file.includes('apicurio-registry-ui-');

/** @returns the path of the registry's jar */
export async function installRegistry(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const folder = await installOnce(
    registryFolder(cacheFolder),
    (draft) => unpackArchive('apicurio', join(draft, 'app'), onProgress, isNotUi),
    onProgress,
  );
  return join(folder, 'app', `apicurio-registry-app-${versions.apicurio}-runner.jar`);
}

export interface RegistryOptions {
  java: string;
  jar: string;
  dataFolder: string;
  logFile: string;
  port: number;
}

/** The base of the API that Confluent's clients speak. */
export const registryUrl = (port: number, user?: User): string =>
  user ? `https://${userInfo(user)}127.0.0.1:${port}/apis/ccompat/v7` : `http://127.0.0.1:${port}/apis/ccompat/v7`;

export async function prepareRegistry({ java, jar, dataFolder, logFile, port }: RegistryOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  return {
    name: 'registry',
    command: java,
    // Clients cache its few answers: without the optimising compiler it takes 8 s of CPU time to start
    // instead of 20.
    args: javaArguments({ heapMiB: 256, isShortLived: true, program: ['-jar', jar] }),
    env: {
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: String(port),
      LOG_LEVEL: 'WARN',
      REGISTRY_LOG_LEVEL: 'WARN',
      REGISTRY_UI_CONFIG_APIURL: '_',
      REGISTRY_DATASOURCE_URL: `jdbc:h2:file:${join(dataFolder, 'h2')};DB_CLOSE_ON_EXIT=FALSE`,
    },
    cwd: dataFolder,
    logFile,
    isReady: () => answers(`${registryUrl(port)}/subjects`),
  };
}
