import { join } from 'node:path';
import { root } from '../config.ts';
import { answers } from '../parts/http-probe.ts';
import { runCommand } from '../process/run-command.ts';
import { buildClient } from './build-client.ts';
import { httpUrl, logFile, type StackContext } from './context.ts';
import { upstreamEnv } from './service-units.ts';
import { layers, type Unit } from './unit.ts';

export const clientUnit = (context: StackContext): Unit =>
  context.config.reloads ? editedClient(context) : builtClient(context);

/** The client as in production: built once per version of its sources, served by Next's standalone server. */
function builtClient(context: StackContext): Unit {
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

/** The client from its sources: Next's development server compiles a page when it is asked for, and again after an edit. */
function editedClient(context: StackContext): Unit {
  const port = context.ports.client;
  const url = httpUrl(port);
  const cwd = join(root, 'client');
  return {
    name: 'client',
    kind: 'service',
    layer: layers.edge,
    port,
    url,
    install: async () => void (await runCommand(process.execPath, [join(cwd, 'scripts/copy-swagger-ui.mjs')], { cwd })),
    prepare: async () => ({
      name: 'client',
      command: process.execPath,
      args: [join(cwd, 'scripts/next.mjs'), 'dev', '--port', String(port), '--hostname', '127.0.0.1'],
      cwd,
      env: { ...upstreamEnv(context), NODE_ENV: 'development' },
      logFile: logFile(context, 'client'),
      isReady: () => answers(`${url}/readyz`),
    }),
  };
}
