import { Agent, createServer, type Server } from 'node:http';
import type { Logger } from '@ticketing/common/log';
import { forward } from './forward.ts';
import { type UpstreamName, upstreamFor } from './routes.ts';
import { passUpgrade } from './upgrade.ts';

export interface GatewayOptions {
  upstreams: Record<UpstreamName, URL>;
  log: Logger;
  /** As an ingress's read timeout. */
  answerWithinMs?: number;
}

/** The one address of the marketplace: routes to the services and the client as the ingress does in a cluster. */
export function createGateway({ upstreams, log, answerWithinMs = 60_000 }: GatewayOptions): Server {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const server = createServer((req, res) => {
    const name = upstreamFor(req.url ?? '/');
    const startedAt = performance.now();
    const fields = () => ({
      'http.request.method': req.method,
      'http.response.status_code': res.statusCode,
      upstream: name,
      durationMs: Math.round(performance.now() - startedAt),
    });
    res.once('close', () => log.debug(fields(), 'request'));
    forward(req, res, {
      agent,
      upstream: { name, url: upstreams[name] },
      answerWithinMs,
      onFailure: (err) => log.warn({ ...fields(), err }, 'upstream did not answer'),
    });
  });
  server.on('upgrade', (req, socket, head) => passUpgrade(req, socket, head, upstreams[upstreamFor(req.url ?? '/')]));
  server.on('close', () => agent.destroy());
  return server;
}
