import { createApp, noLoadShedding, type ProofOfWork, type RouteSpec } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics, type Registry } from '@ticketing/common/metrics';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';

export interface ServedRoute {
  api: TestApi;
  /** Number of requests whose connection has ended. */
  gone: { count: number };
}

/** Serves one route without a database. */
export async function serveRoute(
  route: RouteSpec,
  {
    isSessionRevoked = async () => false,
    metrics = createMetrics('things'),
    proofOfWork = null,
  }: {
    proofOfWork?: ProofOfWork | null;
    isSessionRevoked?: ((sid: string) => Promise<boolean>) | undefined;
    metrics?: Registry;
  } = {},
): Promise<ServedRoute> {
  const never = () => Promise.reject(new Error('no route here is idempotent'));
  const app = createApp({
    service: 'things',
    shedder: noLoadShedding,
    documentPath: '/api/things/openapi.json',
    routes: [route],
    jwtKey: testJwtKey,
    isSessionRevoked,
    proofOfWork,
    idempotency: { claim: never, renew: never, complete: never, release: never },
    log: silentLogger(),
    metrics,
  });
  const gone = { count: 0 };
  const api = await serveForTest((req, res) => {
    req.socket.once('close', () => {
      gone.count += 1;
    });
    app(req, res);
  });
  return { api, gone };
}
