import type { Instrumentation } from 'next';
import { traceIdOf } from '@/api/traceparent.ts';
import { log } from '@/server/log.ts';

export const onRequestError: Instrumentation.onRequestError = (err, request, context) => {
  const traceparent = request.headers.traceparent;
  const traceId = traceIdOf(Array.isArray(traceparent) ? traceparent[0] : traceparent);
  log.error({ err, traceId, 'http.request.method': request.method, route: context.routePath }, 'page failed');
};

/** Runs once, before the server takes requests. */
export async function register(): Promise<void> {
  // The edge runtime has no HTTP server.
  if (process.env.NEXT_RUNTIME === 'nodejs') (await import('@/server/watch-request-targets.ts')).watchRequestTargets();
}
