import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { digestOf, pinnedJars } from '../install/pins.ts';
import { fetchJars } from '../install/sources/jars.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { answers } from './http-probe.ts';
import { javaArguments } from './java.ts';

const maxSpans = 200_000;

/** @returns the path of the jar */
export async function installZipkin(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<string> {
  const jars = pinnedJars('zipkin');
  const folder = await installOnce(
    join(cacheFolder, `zipkin-${digestOf(jars)}`),
    (draft) => fetchJars(jars, draft, onProgress),
    onProgress,
  );
  return join(folder, ...jars.map(({ path }) => basename(path)));
}

export interface ZipkinOptions {
  java: string;
  jar: string;
  dataFolder: string;
  logFile: string;
  port: number;
}

/** Keeps the newest traces in memory and shows them. */
export async function prepareZipkin({ java, jar, dataFolder, logFile, port }: ZipkinOptions): Promise<LaunchSpec> {
  mkdirSync(dataFolder, { recursive: true });
  return {
    name: 'traces',
    command: java,
    args: javaArguments({ heapMiB: 256, isShortLived: true, program: ['-jar', jar] }),
    env: {
      ARMERIA_PORTS_0_IP: '127.0.0.1',
      ARMERIA_PORTS_0_PORT: String(port),
      ARMERIA_PORTS_0_PROTOCOLS: 'http',
      STORAGE_TYPE: 'mem',
      MEM_MAX_SPANS: String(maxSpans),
      SELF_TRACING_ENABLED: 'false',
    },
    cwd: dataFolder,
    logFile,
    isReady: () => answers(`http://127.0.0.1:${port}/health`),
  };
}
