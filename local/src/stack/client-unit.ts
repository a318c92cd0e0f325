import { join } from 'node:path';
import { root } from '../config.ts';
import { answers } from '../parts/http-probe.ts';
import { buildClient } from './build-client.ts';
import { httpUrl, logFile, type StackContext } from './context.ts';
import { upstreamEnv } from './service-units.ts';
import { layers, type Unit } from './unit.ts';

export const clientUnit = (context: StackContext): Unit =>
  context.config.reloads ? editedClient(context) : builtClient(context);

/** Where the console's links to a trace and its log lines lead. */
const viewers = ({ addresses: { observe } }: StackContext): NodeJS.ProcessEnv =>
  observe
    ? {
        TRACE_URL: `${observe.traces}traces/{traceId}`,
        LOGS_URL: `${observe.logs}#/?query=trace.id%3A{traceId}&g0.range_input=1d`,
      }
    : {};

/** What differs between the two ways to serve the client. */
interface ClientProgram {
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

function unit(
  context: StackContext,
  { install, program }: { install?: NonNullable<Unit['install']>; program: () => Promise<ClientProgram> },
): Unit {
  const port = context.ports.client;
  const url = httpUrl(port);
  return {
    name: 'client',
    kind: 'service',
    layer: layers.edge,
    port,
    url,
    ...(install && { install }),
    prepare: async () => {
      const { args, cwd, env } = await program();
      return {
        name: 'client',
        command: process.execPath,
        args,
        cwd,
        env: { ...upstreamEnv(context), ...viewers(context), ...env },
        logFile: logFile(context, 'client'),
        isReady: () => answers(`${url}/readyz`),
      };
    },
  };
}

/** The client as in production: built once per version of its sources, served by Next's standalone server. */
function builtClient(context: StackContext): Unit {
  const { cache } = context.config.folders;
  return unit(context, {
    install: async (onProgress) => void (await buildClient(cache, onProgress)),
    program: async () => {
      const cwd = join(await buildClient(cache), 'client');
      const env = { PORT: String(context.ports.client), HOSTNAME: '127.0.0.1', NODE_ENV: 'production' } as const;
      return { args: [join(cwd, 'server.js')], cwd, env };
    },
  });
}

/** The client from its sources: Next's development server compiles a page on request, and again after an edit. */
function editedClient(context: StackContext): Unit {
  const cwd = join(root, 'client');
  const address = ['--port', String(context.ports.client), '--hostname', '127.0.0.1'];
  return unit(context, {
    program: async () => ({
      args: [join(cwd, 'scripts/next.mjs'), 'dev', ...address],
      cwd,
      env: { NODE_ENV: 'development' },
    }),
  });
}
