import { Router } from 'express';
import { within } from '../backoff/index.ts';
import { type Registry, readMetrics } from '../metrics/index.ts';

/** Resolves when the dependency responds; rejects or hangs when it is unavailable. */
export type ReadinessCheck = () => Promise<unknown>;

export interface HealthOptions {
  /** By dependency: database, broker, … */
  checks: Record<string, ReadinessCheck>;
  metrics: Registry;
  isDraining: () => boolean;
}

const checkTimeoutMs = 2_000;

const resultOf = (check: ReadinessCheck): Promise<'ok' | 'away'> =>
  within(checkTimeoutMs, check()).then(
    () => 'ok',
    () => 'away',
  );

/**
 * GET /livez: the process runs. GET /readyz: dependencies respond and the process is not draining. GET /metrics.
 * Liveness ignores dependencies: restarting a service does not restore its broker. `/readyz?exclude=broker` excludes
 * checks that requests don't depend on: behind a load balancer, a service whose events wait in its outbox still serves.
 */
export function healthRoutes({ checks, metrics, isDraining }: HealthOptions): Router {
  const router = Router();
  router.get('/livez', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', async ({ query }, res) => {
    const selected = Object.entries(checks).filter(([name]) => ![query.exclude].flat().includes(name));
    const results = Object.fromEntries(
      await Promise.all(selected.map(async ([name, check]) => [name, await resultOf(check)] as const)),
    );
    const isReady = !isDraining() && Object.values(results).every((result) => result === 'ok');
    res
      .status(isReady ? 200 : 503)
      .json({ status: isDraining() ? 'draining' : isReady ? 'ok' : 'away', checks: results });
  });
  router.get('/metrics', async (_req, res) => {
    res.set('Content-Type', metrics.contentType).send(await readMetrics(metrics));
  });
  return router;
}
