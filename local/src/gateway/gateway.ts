import { Agent, createServer, type IncomingMessage, type Server } from 'node:http';
import type { Logger } from '@ticketing/common/log';
import { answerErrors } from './answer.ts';
import { forward } from './forward.ts';
import { answerSpecialTarget } from './request-target.ts';
import { type UpstreamName, upstreamFor } from './routes.ts';
import { isSandboxRequest, notForBrowsers, sandboxPathOf } from './sandbox.ts';
import { passUpgrade } from './upgrade.ts';

export interface GatewayOptions {
  upstreams: Record<UpstreamName, URL>;
  /** Stripe's stand-in, of which browsers may reach a part; null where Stripe itself is used. */
  sandbox?: URL | null;
  log: Logger;
  /** As an ingress's read timeout. */
  answerWithinMs?: number;
}

/** nginx's status for a request whose client left before it got an answer. */
const clientClosedRequest = 499;

/**
 * How long a connection to an upstream may be idle, milliseconds. Node's agent heeds the shorter `Keep-Alive: timeout` of
 * an upstream only when it has a limit of its own; without one it reuses a connection that the upstream is closing, and
 * a request with a body fails.
 */
const upstreamIdleMs = 60_000;

/** How long a client's connection may be idle, milliseconds; nginx's default. */
const clientIdleMs = 75_000;

/** The one address of the marketplace: routes to the services and the client as the ingress does in a cluster. */
export function createGateway({ upstreams, sandbox = null, log, answerWithinMs = 60_000 }: GatewayOptions): Server {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: upstreamIdleMs });
  const upstreamOf = (req: IncomingMessage): { name: string; url: URL; path: string | null } => {
    const path = req.url ?? '/';
    if (sandbox && isSandboxRequest(req)) return { name: 'sandbox', url: sandbox, path: sandboxPathOf(req) };
    const name = upstreamFor(path);
    return { name, url: upstreams[name], path };
  };
  const server = createServer({ keepAliveTimeout: clientIdleMs }, (req, res) => {
    const { path, ...upstream } = upstreamOf(req);
    const startedAt = performance.now();
    const fields = () => ({
      'http.request.method': req.method,
      'http.response.status_code': res.headersSent ? res.statusCode : clientClosedRequest,
      upstream: upstream.name,
      durationMs: Math.round(performance.now() - startedAt),
    });
    res.once('close', () => log.debug(fields(), 'request'));
    if (answerSpecialTarget(req, res)) return;
    if (path === null) {
      answerErrors(req, res, notForBrowsers);
      return;
    }
    forward(req, res, {
      agent,
      upstream: { ...upstream, path },
      answerWithinMs,
      onFailure: (err) => log.warn({ ...fields(), err }, 'upstream failed'),
    });
  });
  server.on('upgrade', (req, socket, head) => {
    const upstream = upstreamFor(req.url ?? '/');
    passUpgrade(req, socket, head, {
      upstream: upstreams[upstream],
      onFailure: (err) => log.warn({ 'http.response.status_code': 503, upstream, err }, 'upstream failed'),
    });
  });
  server.on('close', () => agent.destroy());
  return server;
}
