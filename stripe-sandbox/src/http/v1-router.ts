import { setTimeout as delay } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { ApiError, type Fault, invalidRequest } from '../domain/api-error.ts';
import { apiVersion } from '../use-cases/emit-event.ts';
import { type CallerDependencies, createCallAnswerer, faultReply, type Reply } from './answer-call.ts';
import { authenticate } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import type { Faults, InjectedFault } from './faults.ts';
import { endpoints } from './routes/index.ts';

export type V1Dependencies = CallerDependencies & {
  faults: Faults;
  latencyMs: number;
  newId: (prefix: string) => string;
  log: Logger;
};

const internalError: Fault = {
  status: 500,
  type: 'api_error',
  message: 'Sorry! Something went wrong on our side; the request was not executed.',
};

/** Creates the router of /v1, in Stripe's formats. */
export function createV1Router(dependencies: V1Dependencies): Router {
  const { newId, shapeContext, log } = dependencies;
  const router = Router();
  const answerCall = createCallAnswerer(dependencies);

  router.use(begin(newId), logCalls(log));
  router.use(express.urlencoded({ extended: true, limit: '256kb', parameterLimit: 500 }));
  for (const endpoint of endpoints) {
    router[endpoint.method === 'GET' ? 'get' : 'post'](
      routePath(endpoint),
      handler(endpoint, answerCall, dependencies),
    );
  }
  router.use((req: Request, res: Response) => {
    const message = `Unrecognized request URL (${req.method}: ${req.originalUrl.split('?', 1)[0]}).`;
    send(res, faultReply(shapeContext, { status: 404, type: 'invalid_request_error', message }));
  });
  router.use(onError(dependencies));
  return router;
}

const routePath = ({ path }: Endpoint): string => path.slice('/v1'.length);

/** Sets the headers of every response. A browser's form calls from another origin, as it would call Stripe. */
const begin =
  (newId: (prefix: string) => string): RequestHandler =>
  (req, res, next) => {
    res.locals.requestId = newId('req_');
    res.set({
      'Request-Id': res.locals.requestId,
      'Stripe-Version': req.get('stripe-version') ?? apiVersion,
      'Cache-Control': 'no-cache, no-store',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Request-Id',
    });
    if (req.method !== 'OPTIONS') return next();
    res.set({
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Stripe-Version',
      'Access-Control-Max-Age': '300',
    });
    res.sendStatus(204);
  };

const logCalls =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const startedAtMs = performance.now();
    res.on('close', () => {
      const { method, path } = req;
      const durationMs = Math.round(performance.now() - startedAtMs);
      log.debug({ method, path, status: res.statusCode, requestId: res.locals.requestId, durationMs }, 'call');
    });
    next();
  };

function handler(
  endpoint: Endpoint,
  answerCall: ReturnType<typeof createCallAnswerer>,
  { faults, latencyMs, shapeContext, log }: V1Dependencies,
): RequestHandler<{ id?: string }> {
  return async (req, res) => {
    const { bodyKey, rawParams } = paramsOf(req);
    const key = authenticate(req, bodyKey);
    const path = `/v1${req.path}`;
    const fault = faults.take(endpoint.method, path);
    if (fault) log.warn({ fault: fault.action, method: endpoint.method, path }, 'injected fault');
    if (fault?.action === 'error_before_execution') return send(res, faultReply(shapeContext, internalError));
    if (fault?.action === 'drop_before_execution') return drop(res);

    const reply = await answerCall({
      endpoint,
      path,
      rawParams,
      key,
      id: req.params.id ?? '',
      requestId: String(res.locals.requestId),
      idempotencyKey: endpoint.method === 'POST' ? (req.get('idempotency-key') ?? null) : null,
      delayMs: latencyMs + (fault?.action === 'delay_before_execution' ? (fault.delayMs ?? 0) : 0),
    });
    await finish(res, reply, fault, req.get('idempotency-key'));
  };
}

async function finish(
  res: Response,
  reply: Reply,
  fault: InjectedFault | undefined,
  idempotencyKey?: string,
): Promise<void> {
  if (fault?.action === 'drop_after_execution') return drop(res);
  if (fault?.action === 'delay_answer') await delay(fault.delayMs);
  if (idempotencyKey) res.set('Idempotency-Key', idempotencyKey);
  if (reply.originalRequestId) {
    res.set({ 'Idempotent-Replayed': 'true', 'Original-Request': reply.originalRequestId });
  }
  send(res, reply);
}

function paramsOf(req: Request): { bodyKey?: string; rawParams: Record<string, unknown> } {
  if (req.method === 'POST' && hasBody(req) && !req.is('application/x-www-form-urlencoded')) {
    throw invalidRequest('Invalid request: the body must be application/x-www-form-urlencoded.');
  }
  const raw: Record<string, unknown> = req.method === 'GET' ? { ...req.query } : { ...req.body };
  const { key, ...rawParams } = raw;
  return { rawParams, ...(typeof key === 'string' ? { bodyKey: key } : {}) };
}

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

function send(res: Response, { status, body }: Reply): void {
  // Retrying a conflict may succeed, retrying a refusal can't; after a 500 the client's own policy applies.
  if (status === 409) res.set('Stripe-Should-Retry', 'true');
  else if (status >= 400 && status < 500) res.set('Stripe-Should-Retry', 'false');
  res.status(status).type('application/json').send(body);
}

const drop = (res: Response): void => {
  res.socket?.destroy();
};

const onError =
  ({ shapeContext, log }: V1Dependencies): ErrorRequestHandler =>
  (error: unknown, _req, res, _next) => {
    const fault = toFault(error);
    if (fault.status === 500) log.error({ err: error, requestId: res.locals.requestId }, 'request failed');
    send(res, faultReply(shapeContext, fault));
  };

/** Errors of the body parser carry a 4xx `status`. */
function toFault(error: unknown): Fault {
  if (error instanceof ApiError) return error.fault;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status < 400 || status >= 500) return internalError;
  const message = error instanceof Error ? error.message : 'Invalid request.';
  return { status: status === 413 ? 413 : 400, type: 'invalid_request_error', message: `Invalid request: ${message}` };
}
