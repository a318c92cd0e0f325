import { once } from 'node:events';
import { ConfigError } from '@ticketing/common/config';
import { createLogger } from '@ticketing/common/log';
import { type GatewayConfig, loadGatewayConfig } from './config.ts';
import { createGateway } from './gateway.ts';

/** Open streams (server-sent events) have no end of their own. */
const drainMs = 2_000;

async function run({ host, port, logLevel, upstreams, sandbox }: GatewayConfig): Promise<void> {
  const log = createLogger({ service: 'gateway', level: logLevel });
  const server = createGateway({ upstreams, sandbox, log });
  const drain = () => {
    server.close(() => process.exit(0));
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  server.listen({ host, port });
  await once(server, 'listening');
  log.info({ host, port }, 'ready');
}

try {
  await run(loadGatewayConfig(process.env));
} catch (error) {
  process.stderr.write(`gateway: ${(error as Error).message}\n`);
  process.exit(error instanceof ConfigError ? 78 : 1);
}
