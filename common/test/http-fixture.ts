import { newEcKey } from '@ticketing/common/ec-keys';
import type { Effect } from '@ticketing/common/effects';
import {
  createApp,
  defineRoute,
  type IdempotencyStore,
  noLoadShedding,
  objectId,
  type Reply,
  type RouteSpec,
  reply,
  safeText,
} from '@ticketing/common/http';
import { createMetrics } from '@ticketing/common/metrics';
import {
  connectMongo,
  inTransaction,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { securityModule } from '@ticketing/common/security-log';
import { toPublicKeys } from '@ticketing/common/session-keys';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { startTestMongo } from '@ticketing/testing/mongo';
import { withoutAnswer } from '@ticketing/testing/mongo-service';
import { pino } from 'pino';
import { z } from 'zod';

export interface HttpFixture {
  api: TestApi;
  revoke(sid: string): Promise<void>;
  /** The handler of POST /api/things and /api/secrets; its calls are counted in `calls`. */
  onPost: { work: (effect: Effect) => Promise<Reply>; calls: number };
  /** The lines that GET /api/operations/lines streams to operators. */
  onStream: { lines: () => AsyncIterable<string> };
  idempotency: IdempotencyStore;
  /** Puts every key into the state after a crash between commit and response, with its lease expired. */
  expireResponses(): Promise<void>;
  /** Returns all stored keys as text. */
  storedKeys(): Promise<string>;
  /** The lines of the security log, and removes them. */
  takeSecurityEvents(): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** The limit of a route whose documents are large. */
export const maxPlanBytes = 256 * 1024;

/** The key of auth. */
export const sessionKey = newEcKey();

/** Starts an app with one route per kind of access, on a real database. */
export async function startHttp(): Promise<HttpFixture> {
  const mongo = await startTestMongo();
  const connection = await connectMongo(mongo.uri('http'));
  const revokedSessions = mongoRevokedSessions(connection);
  const idempotency = mongoIdempotencyStore(connection);
  await prepareCollections(connection);
  const onStream = { lines: async function* () {} as () => AsyncIterable<string> };
  const onPost: HttpFixture['onPost'] = { work: async () => reply(201, { made: true }), calls: 0 };
  const body = z.object({ name: safeText('Name is required').min(1, 'Name is required') });
  const responses = { 200: { description: 'Done' } };
  const routes: RouteSpec[] = [
    ...['/api/things', '/api/secrets'].map((path) =>
      defineRoute({
        method: 'post',
        path,
        operationId: path === '/api/secrets' ? 'makeSecret' : 'makeThing',
        summary: 'Make a thing',
        access: 'required',
        isIdempotent: true,
        isResponseSecret: path === '/api/secrets',
        body,
        responses,
        handler: ({ effect }) => {
          onPost.calls += 1;
          return onPost.work(effect);
        },
      }),
    ),
    defineRoute({
      method: 'put',
      path: '/api/things/:id',
      operationId: 'changeThing',
      summary: 'Change a thing',
      access: 'required',
      params: z.object({ id: objectId }),
      body,
      responses,
      handler: ({ params, body: { name }, user }) => reply(200, { ...params, name, userId: user.id }),
    }),
    defineRoute({
      method: 'put',
      path: '/api/plans',
      operationId: 'replacePlan',
      summary: 'Replace the plan',
      access: 'required',
      maxBodyBytes: maxPlanBytes,
      body,
      responses,
      handler: ({ body: { name } }) => reply(200, { name }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/me',
      operationId: 'readMe',
      summary: 'Who is asking',
      access: 'optional',
      responses,
      handler: ({ user }) => reply(200, { user }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/operations/lines',
      operationId: 'readLines',
      summary: 'Lines, for operators',
      access: 'required',
      role: 'operator',
      query: z.object({ limit: z.coerce.number().default(1) }),
      responses: { 200: { description: 'Lines', schema: z.string(), contentType: 'text/plain' } },
      handler: () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, stream: onStream.lines() }),
    }),
  ];
  const lines: string[] = [];
  const app = createApp({
    service: 'things',
    shedder: noLoadShedding,
    documentPath: '/api/things/openapi.json',
    routes,
    jwtKey: testJwtKey,
    publicKeys: toPublicKeys([sessionKey]),
    isSessionRevoked: revokedSessions.isRevoked,
    idempotency,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    metrics: createMetrics('things'),
  });
  const api = await serveForTest(app);
  return {
    api,
    onPost,
    onStream,
    idempotency,
    expireResponses: async () => void (await connection.collection('idempotency_keys').updateMany({}, withoutAnswer)),
    storedKeys: async () => JSON.stringify(await connection.collection('idempotency_keys').find().toArray()),
    revoke: async (sid) => {
      const expiresAt = new Date(Date.now() + 3_600_000);
      await inTransaction(connection, (session) => revokedSessions.revoke(session, sid, expiresAt));
    },
    takeSecurityEvents: () =>
      lines
        .splice(0)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line['event.module'] === securityModule),
    async stop() {
      await api.close();
      await connection.close();
      await mongo.stop();
    },
  };
}
