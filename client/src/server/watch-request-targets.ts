import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { routableTarget } from './routable-target.ts';

/**
 * Corrects the target of each request before Next's server sees it. Node publishes to this channel synchronously before
 * it emits the request, in every way to run Next: standalone, image and development server. Next's own hooks (proxy,
 * rewrites) come too late: its router decodes the path first.
 */
export function watchRequestTargets(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url) request.url = routableTarget(request.url);
  });
}
