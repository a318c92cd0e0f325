import { join } from 'node:path';
import { answers } from '../parts/http-probe.ts';
import { buildClient } from './build-client.ts';
import { httpUrl, logFile, type StackContext } from './context.ts';
import { upstreamEnv } from './service-units.ts';
import { layers, type Unit } from './unit.ts';

/** The client as in production: built once per version of its sources, served by Next's standalone server. */
export function clientUnit(context: StackContext): Unit {
  const port = context.ports.client;
  const url = httpUrl(port);
  const { cache } = context.config.folders;
  return {
    name: 'client',
    kind: 'service',
    layer: layers.edge,
    port,
    url,
    install: async (onProgress) => void (await buildClient(cache, onProgress)),
    prepare: async () => {
      const folder = await buildClient(cache);
      return {
        name: 'client',
        command: process.execPath,
        args: [join(folder, 'client', 'server.js')],
        cwd: join(folder, 'client'),
        env: { ...upstreamEnv(context), PORT: String(port), HOSTNAME: '127.0.0.1', NODE_ENV: 'production' },
        logFile: logFile(context, 'client'),
        isReady: () => answers(`${url}/readyz`),
      };
    },
  };
}
