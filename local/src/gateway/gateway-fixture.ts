import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, silentLogger } from '@ticketing/common/log';
import { createGateway } from './gateway.ts';
import type { UpstreamName } from './routes.ts';

const servers: Server[] = [];

/** For `afterEach`. */
export function closeServers(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

export async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address where nothing listens. */
export const nobody = 'http://127.0.0.1:9';

export interface GatewaySettings {
  answerWithinMs?: number;
  log?: Logger;
  sandbox?: URL;
}

/** @returns the address of a gateway to these upstreams; the others are away */
export async function gatewayTo(
  upstreams: Partial<Record<UpstreamName, RequestListener | Server>>,
  settings: GatewaySettings = {},
): Promise<string> {
  const away = new URL(nobody);
  const urls = {
    auth: away,
    tickets: away,
    catalog: away,
    orders: away,
    bookings: away,
    payments: away,
    ops: away,
    client: away,
  };
  for (const [name, upstream] of Object.entries(upstreams)) {
    const server = typeof upstream === 'function' ? createServer(upstream) : upstream;
    urls[name as UpstreamName] = new URL(await listening(server));
  }
  return listening(createGateway({ upstreams: urls, log: silentLogger(), ...settings }));
}
