import { Router } from 'express';
import type { Registry } from '../metrics/index.ts';

/** Resolves when the dependency answers; rejects or hangs when it is away. */
export type ReadinessCheck = () => Promise<unknown>;

export interface HealthOptions {
  /** By dependency: database, broker … */
  checks: Record<string, ReadinessCheck>;
  metrics: Registry;
  isDraining: () => boolean;
}

const checkTimeoutMs = 2_000;

async function resultOf(check: ReadinessCheck): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), checkTimeoutMs);
  });
  return Promise.race([check(), late])
    .then(() => 'ok' as const)
    .catch(() => 'away' as const)
    .finally(() => clearTimeout(timer));
}

/**
 * GET /livez: the process runs. GET /readyz: its dependencies answer and it is not shutting down. GET /metrics.
 * Liveness ignores dependencies: restarting a service does not bring its broker back. `/readyz?exclude=broker` leaves out
 * what requests can do without: behind a load balancer, a service whose events wait in its outbox still serves.
 */
export function healthRoutes({ checks, metrics, isDraining }: HealthOptions): Router {
  const router = Router();
  router.get('/livez', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/readyz', async ({ query }, res) => {
    const asked = Object.entries(checks).filter(([name]) => ![query.exclude].flat().includes(name));
    const results = Object.fromEntries(
      await Promise.all(asked.map(async ([name, check]) => [name, await resultOf(check)] as const)),
    );
    const isReady = !isDraining() && Object.values(results).every((result) => result === 'ok');
    res
      .status(isReady ? 200 : 503)
      .json({ status: isDraining() ? 'draining' : isReady ? 'ok' : 'away', checks: results });
  });
  router.get('/metrics', async (_req, res) => {
    res.set('Content-Type', metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
