import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { type Effect, newEffect } from '../effects/index.ts';
import { DomainError } from '../errors/index.ts';
import { failpoint } from '../failpoints/index.ts';
import type { Logger } from '../log/index.ts';
import { Histogram, type Registry } from '../metrics/index.ts';
import { createSecurityLog, type SecurityLog } from '../security-log/index.ts';
import { describeSpan, SpanKind, withSpan } from '../telemetry/index.ts';
import { parseInput, parseJson, readBody, requireFile, requireJson } from './body.ts';
import { isDisconnected } from './disconnect.ts';
import { httpErrors, toErrorResponse } from './http-error.ts';
import { type IdempotencyStore, runOnce } from './idempotency.ts';
import { documentOf } from './openapi.ts';
import { createLoadShedder, type LoadShedder } from './overload.ts';
import { type ProofOfWork, proofHeader } from './proof-of-work.ts';
import { readQuery } from './query.ts';
import type { FileBody, Reply, RouteSpec } from './route.ts';
import { isCrossSite } from './same-origin.ts';
import { hasConflictingSessions, type SessionUser, sessionReader, type VerificationKeys } from './session.ts';

export interface AppOptions extends VerificationKeys {
  service: string;
  /** Path of this service's OpenAPI document, e.g. /api/orders/openapi.json; absent for a service without a public API. */
  documentPath?: string;
  routes: RouteSpec[];
  isSessionRevoked: (sid: string) => Promise<boolean>;
  /** Asks for a proof of work where a route proves it; absent or null for no proofs. */
  proofOfWork?: ProofOfWork | null;
  idempotency: IdempotencyStore;
  /** Refuses requests under overload. Defaults to one that measures this process. */
  shedder?: Pick<LoadShedder, 'admit'>;
  /** The standing delay of the work that requests cause in other services, milliseconds. */
  backlogMs?: () => number;
  log: Logger;
  metrics: Registry;
}

/** Browsers use https only, for a year. */
const strictTransportSecurity = { 'Strict-Transport-Security': 'max-age=31536000' };

/**
 * Creates the HTTP edge of a service. Checks run in the order of the API contract; errors become responses in one
 * place.
 */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use((req, res, next) => {
    res.set({
      ...(req.secure && strictTransportSecurity),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      // Countdowns use this header: the client's clock may be wrong, and Date has a resolution of one second.
      'X-Server-Time': new Date().toISOString(),
    });
    next();
  });
  const document = documentOf(options.service, options.routes);
  if (options.documentPath) app.get(options.documentPath, (_req, res) => void res.json(document));
  const { metrics, backlogMs } = options;
  const shedder = options.shedder ?? createLoadShedder({ metrics, ...(backlogMs && { backlogMs }) });
  const securityLog = createSecurityLog(options.log);
  mountRoutes(app, { ...options, shedder, securityLog, readSession: sessionReader(options) });
  app.use(() => {
    throw httpErrors.notFound();
  });
  app.use(errorResponder(options.log));
  return app;
}

type Edge = AppOptions & {
  securityLog: SecurityLog;
  readSession: ReturnType<typeof sessionReader>;
  shedder: Pick<LoadShedder, 'admit'>;
};

function mountRoutes(app: Express, options: Edge): void {
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time to respond to a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [options.metrics],
  });
  const byPath = Map.groupBy(options.routes, ({ path }) => path);
  for (const [path, routes] of byPath) {
    for (const route of routes) {
      app[route.method](path, (req, res) => {
        const stop = duration.startTimer({ method: req.method, route: path });
        // The lifetime of a live stream is not a response time.
        res.once('finish', () => void (isLive(res) || stop({ status: res.statusCode })));
        return traced(req, res, path, () => serve(route, options, req, res));
      });
    }
    const allow = routes.map(({ method }) => method.toUpperCase()).join(', ');
    app.all(path, () => {
      throw httpErrors.methodNotAllowed(allow);
    });
  }
}

const isLive = (res: Response): boolean => String(res.getHeader('Content-Type')).startsWith('text/event-stream');

const traced = (req: Request, res: Response, route: string, work: () => Promise<void>) =>
  withSpan(
    {
      name: `${req.method} ${route}`,
      kind: SpanKind.SERVER,
      traceparent: req.get('traceparent'),
      attributes: { 'http.request.method': req.method, 'http.route': route },
      isFailure: (error) => toErrorResponse(error).status >= 500,
    },
    () =>
      work().then(
        () => describeSpan({ 'http.response.status_code': res.statusCode }),
        (error: unknown) => {
          describeSpan({ 'http.response.status_code': toErrorResponse(error).status });
          throw error;
        },
      ),
  );

async function serve(route: RouteSpec, options: Edge, req: Request, res: Response): Promise<void> {
  options.shedder.admit(route.priority ?? (route.method === 'get' ? 'low' : 'normal'));
  if (route.method !== 'get' && !route.acceptsRawBody && isCrossSite(req)) throw httpErrors.crossSite();
  const { user, rawBody } = await admit(route, options, req);
  // The client disconnected while the request was queued. No work has begun, so a retry is safe.
  if (isDisconnected(res)) return;
  const query = parseInput(route.query ?? z.unknown(), readQuery(req));
  const body = route.body ? parseInput(route.body, parseJson(rawBody)) : undefined;
  const params = route.params ? parseParams(route.params, req.params) : {};

  if (route.provesWorkFor)
    await options.proofOfWork?.check(route.provesWorkFor({ body, user: user as SessionUser }), req.get(proofHeader));

  const work = async (effect: Effect) => {
    const { headers, ip: address = 'unknown' } = req;
    const input = { body, query, params, user: user as SessionUser, rawBody, headers, address, effect, res };
    const done = await noteRefusal(route, options, req, user, () => route.handler(input));
    if (route.method !== 'get') await failpoint('http.after-commit', route.method);
    return done;
  };
  const key = route.isIdempotent ? req.get('idempotency-key') : undefined;
  const answer = key
    ? await runOnce(
        options.idempotency,
        {
          userId: user?.id ?? '',
          method: req.method,
          path: req.path,
          key,
          body: rawBody,
          isResponseSecret: route.isResponseSecret ?? false,
        },
        work,
      )
    : await work(newEffect());
  if (route.method !== 'get') await failpoint('http.before-answer', route.method);
  if (user && (route.isAudited ?? (route.role !== undefined && route.method !== 'get')))
    options.securityLog({ action: 'privileged-request', ...about(route, req, user), outcome: 'success' });
  await send(res, answer);
}

/** Records that somebody asked for a row that is not theirs. */
async function noteRefusal(
  route: RouteSpec,
  { securityLog }: Edge,
  req: Request,
  user: SessionUser | null,
  work: () => Promise<Reply> | Reply,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (user && error instanceof DomainError && error.kind === 'not_owner')
      securityLog({ action: 'access-refused', ...about(route, req, user), outcome: 'failure' });
    throw error;
  }
}

/** Who sent a request, and to which route; its ids and query stay in the service's own records. */
const about = (route: RouteSpec, req: Request, user: SessionUser) => ({
  userId: user.id,
  address: req.ip ?? 'unknown',
  fields: { 'http.request.method': req.method, 'http.route': route.path },
});

/**
 * Reads the body and authenticates the sender. A file or a large document is read only after authentication, so that
 * anonymous clients can't exhaust memory.
 */
async function admit(
  route: RouteSpec,
  options: Edge,
  req: Request,
): Promise<{ user: SessionUser | null; rawBody: Buffer }> {
  const large = route.file ?? largeJson(route);
  if (large) {
    await requireFile(req, large);
    const user = await authenticate(route, options, req);
    return { user, rawBody: await readBody(req, large.maxBytes) };
  }
  const rawBody = await readBody(req);
  if (!route.acceptsRawBody) requireJson(req, rawBody);
  return { user: await authenticate(route, options, req), rawBody };
}

const largeJson = ({ maxBodyBytes: maxBytes }: RouteSpec): FileBody | undefined =>
  maxBytes === undefined ? undefined : { contentTypes: ['application/json'], maxBytes };

async function authenticate(
  route: RouteSpec,
  { readSession, isSessionRevoked, securityLog }: Edge,
  req: Request,
): Promise<SessionUser | null> {
  if (route.access === 'public') return null;
  const session = readSession(req);
  const user = session?.sid && (await isSessionRevoked(session.sid)) ? null : session;
  if (!user && route.access === 'required')
    throw hasConflictingSessions(req) ? httpErrors.conflictingSessions() : httpErrors.notSignedIn();
  if (route.role && !user?.roles.includes(route.role)) {
    if (user) securityLog({ action: 'access-refused', ...about(route, req, user), outcome: 'failure' });
    throw httpErrors.notAllowed(route.role);
  }
  return user;
}

function parseParams(schema: NonNullable<RouteSpec['params']>, params: unknown): unknown {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw httpErrors.notFound();
  return parsed.data;
}

async function send(res: Response, { status, body, headers = {}, stream, bytes }: Reply): Promise<void> {
  if (isDisconnected(res)) {
    // A pipeline into a destroyed response may never settle; instead, the source is told to stop.
    await stream?.[Symbol.asyncIterator]().return?.();
    return;
  }
  res.status(status).set(headers);
  if (stream && res.req.method === 'HEAD') {
    // The response has no body, so nobody would read the source to its end, and a live stream has none.
    res.end();
    await stream[Symbol.asyncIterator]().return?.();
    return;
  }
  // A failing stream cuts the connection, so that the client can tell a partial response from a complete one.
  if (stream) await pipeline(Readable.from(stream), res).catch(ignoreDisconnect);
  else if (bytes) res.end(bytes);
  else if (body === undefined) res.end();
  else res.json(body);
}

/** A client that disconnects mid-stream is not an error of the service. */
function ignoreDisconnect(error: unknown): void {
  const isDisconnect = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (!isDisconnect) throw error;
}

const errorResponder =
  (log: Logger): ErrorRequestHandler =>
  (error, req, res, _next) => {
    if (res.headersSent) {
      log.error({ err: error, 'http.request.method': req.method, 'http.route': req.route?.path }, 'response aborted');
      res.destroy();
      return;
    }
    const answer = toErrorResponse(error);
    if (answer.status >= 500)
      log[answer.status === 503 ? 'warn' : 'error'](
        { err: error, 'http.request.method': req.method, 'http.route': req.route?.path },
        'request failed',
      );
    // The rest of a refused body is not read, so the connection can't be reused.
    if (answer.status === 413) res.set('Connection', 'close');
    res.status(answer.status).set(answer.headers).json({ errors: answer.errors });
  };
