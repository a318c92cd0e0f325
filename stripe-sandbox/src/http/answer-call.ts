import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, type Fault } from '../domain/api-error.ts';
import {
  assertSameRequest,
  type Fingerprint,
  fingerprintOf,
  idempotencyKeyMaxLength,
  idempotencyRetentionS,
  keyInUse,
  type StoredAnswer,
  storedAnswerId,
} from '../domain/idempotency.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { ShapeContext } from '../shapes/shape-context.ts';
import type { Scope } from '../use-cases/scope.ts';
import { type ApiKey, assertMayCall } from './authenticate.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { errorBody } from './error-body.ts';
import { expandAll } from './expand.ts';

export interface CallerDependencies {
  ledger: Ledger;
  scopeOf: (tx: Transaction) => Scope;
  shapeContext: ShapeContext;
  nowMs: () => number;
}

export interface IncomingCall {
  endpoint: Endpoint;
  path: string;
  id: string;
  rawParams: Record<string, unknown>;
  key: ApiKey;
  requestId: string;
  idempotencyKey: string | null;
  /** Delay while holding the idempotency key, like a slow server. */
  delayMs: number;
}

export interface Reply {
  status: number;
  body: string;
  originalRequestId?: string;
}

interface Execution {
  call: IncomingCall;
  run: ReturnType<Endpoint['prepare']>;
  storedId: string | null;
  fingerprint: Fingerprint;
}

/**
 * Runs a call at most once per idempotency key. The response is stored in the transaction of its effect, so a crash
 * keeps both or neither, and it is sent only once both are on disk.
 */
export function createCallAnswerer({ ledger, scopeOf, shapeContext, nowMs }: CallerDependencies) {
  const keysInUse = new Set<string>();

  async function answerCall(call: IncomingCall): Promise<Reply> {
    assertMayCall(call.key, call.endpoint.isPublic);
    const { idempotencyKey } = call;
    if (idempotencyKey && idempotencyKey.length > idempotencyKeyMaxLength) throw keyTooLong();
    const storedId = idempotencyKey ? storedAnswerId(call.key.value, idempotencyKey) : null;
    const fingerprint = fingerprintOf(call.endpoint.method, call.path, call.rawParams);
    const stored = storedId ? storedAnswer(storedId) : undefined;
    if (stored && idempotencyKey) {
      assertSameRequest(stored.fingerprint, fingerprint, idempotencyKey);
      await ledger.durable();
      return { status: stored.status, body: stored.body, originalRequestId: stored.requestId };
    }
    if (storedId && keysInUse.has(storedId)) throw keyInUse(idempotencyKey ?? '');
    const run = call.endpoint.prepare(call.rawParams);
    if (storedId) keysInUse.add(storedId);
    try {
      if (call.delayMs > 0) await delay(call.delayMs);
      return await execute({ call, run, storedId, fingerprint });
    } finally {
      if (storedId) keysInUse.delete(storedId);
    }
  }

  async function execute(execution: Execution): Promise<Reply> {
    const cause = { requestId: execution.call.requestId, idempotencyKey: execution.call.idempotencyKey };
    const { result, durable } = transactOrRefuse(execution, cause);
    await durable;
    return result;
  }

  /** A refusal rolls the transaction back, and is itself the stored response. */
  function transactOrRefuse(execution: Execution, cause: Transaction['cause']) {
    try {
      return ledger.transact((tx) => store(tx, execution, runEndpoint(tx, execution)), cause);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const answer = { status: error.fault.status, body: errorBody(shapeContext, error.fault) };
      return ledger.transact((tx) => store(tx, execution, answer), cause);
    }
  }

  function runEndpoint(tx: Transaction, { call, run }: Execution): Answer {
    const scope = scopeOf(tx);
    const answer = run({ scope, id: call.id, keyKind: call.key.kind, table: ledger.table });
    const paths = call.rawParams.expand;
    if (answer.status !== 200 || !Array.isArray(paths)) return answer;
    return { ...answer, body: expandAll({ ...shapeContext, get: tx.get }, answer.body, paths.map(String)) };
  }

  function store(tx: Transaction, { call, storedId, fingerprint }: Execution, answer: Answer): Reply {
    const body = JSON.stringify(answer.body, null, 2);
    const { status } = answer;
    if (storedId) {
      tx.put('storedAnswer', {
        id: storedId,
        fingerprint,
        status,
        body,
        requestId: call.requestId,
        createdAt: tx.nowS,
      });
    }
    return { status, body };
  }

  function storedAnswer(id: string): StoredAnswer | undefined {
    const stored = ledger.table('storedAnswer').get(id);
    return stored && stored.createdAt > nowMs() / 1000 - idempotencyRetentionS ? stored : undefined;
  }

  return answerCall;
}

export const faultReply = (context: ShapeContext, fault: Fault): Reply => ({
  status: fault.status,
  body: JSON.stringify(errorBody(context, fault), null, 2),
});

const keyTooLong = (): ApiError =>
  new ApiError({
    status: 400,
    type: 'idempotency_error',
    message: `Idempotency keys must be at most ${idempotencyKeyMaxLength} characters.`,
  });
