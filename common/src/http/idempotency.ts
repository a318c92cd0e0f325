import { createHash, randomUUID } from 'node:crypto';
import { type Effect, newEffect } from '../effects/index.ts';
import { HttpError, toErrorResponse } from './http-error.ts';
import type { Reply } from './route.ts';

/** The stored state of a key, kept in the service's own database for a day. */
export interface IdempotencyRecord {
  /** SHA-256 of method, path and body. */
  fingerprint: string;
  /** Null while the first request is in progress. */
  reply: Reply | null;
}

/**
 * A request's claim on its key. It expires after its lease unless it is renewed, so it does not outlive its process.
 */
export interface IdempotencyClaim {
  key: string;
  /** Identifies this request, as opposed to its repeats. */
  owner: string;
  /** The effect id, unless an earlier claim of the key has chosen one. */
  effectId: string;
}

/** The effect id of the key, chosen by its first claim. */
export interface Claimed {
  effectId: string;
}

/** Stores idempotency keys; one implementation per database. Leases are measured by the database's clock. */
export interface IdempotencyStore {
  /**
   * Claims the key for this fingerprint, also after an earlier claim has expired. @returns the existing record when the
   * key is taken
   */
  claim(claim: IdempotencyClaim, fingerprint: string): Promise<Claimed | IdempotencyRecord>;
  /** Renews the claim to a full lease from now. Has no effect after a takeover or a release, which may overtake it. */
  renew(claim: IdempotencyClaim): Promise<void>;
  /** Stores the reply. Has no effect after a takeover. */
  complete(claim: IdempotencyClaim, reply: Reply): Promise<void>;
  /**
   * Ends the claim without a reply, so that the same request can be retried. Another request still can't use the key,
   * because the effect may exist.
   */
  release(claim: IdempotencyClaim): Promise<void>;
}

/**
 * A process frozen for longer than the lease loses its claims, and a repeat redoes the work. Both derive ids from the
 * same effect, so only one of them creates the rows.
 */
const renewEveryMs = 3_000;

export interface IdempotentRequest {
  userId: string;
  method: string;
  path: string;
  key: string;
  body: Buffer;
  /** The reply is never stored; every repeat redoes the work. */
  isResponseSecret: boolean;
}

const keyFormat = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs a mutation once per user and key: a repeat gets the first reply, and another body gets 409. When no reply is
 * stored, a repeat redoes the work with the same effect. Source: draft-ietf-httpapi-idempotency-key-header.
 */
export async function runOnce(
  store: IdempotencyStore,
  request: IdempotentRequest,
  work: (effect: Effect) => Promise<Reply>,
): Promise<Reply> {
  const { userId, method, path, key, body, isResponseSecret } = request;
  if (!keyFormat.test(key)) {
    throw new HttpError(400, [
      { message: 'Idempotency-Key must be 1 to 255 visible characters', code: 'invalid_idempotency_key' },
    ]);
  }
  const { id: effectId } = newEffect();
  const claim = { key: sha256(`${userId}\n${key}`), owner: randomUUID(), effectId };
  const fingerprint = sha256(`${method} ${path}\n`, body);
  const found = await store.claim(claim, fingerprint);
  if ('fingerprint' in found) return answerOf(found, fingerprint);
  const effect = { id: found.effectId, isShared: true, isRepeat: found.effectId !== effectId };
  return finish(store, claim, isResponseSecret, () => work(effect));
}

const sha256 = (...parts: (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Returns the reply to a request whose key is already taken. */
function answerOf(known: IdempotencyRecord, fingerprint: string): Reply {
  if (known.fingerprint !== fingerprint) {
    throw new HttpError(409, [
      { message: 'Idempotency-Key was used with another request', code: 'idempotency_key_reused' },
    ]);
  }
  if (known.reply) return { ...known.reply, headers: { ...known.reply.headers, 'Idempotent-Replayed': 'true' } };
  throw new HttpError(
    409,
    [{ message: 'The first request with this Idempotency-Key is still in progress', code: 'idempotency_in_progress' }],
    { 'Retry-After': '1' },
  );
}

/**
 * Whether a reply is final. A refusal is stored like a success, so that a repeat does not silently retry. 404 (the row
 * may still arrive), 409, 429 and 5xx are temporary, so the same key may be retried.
 */
const isFinal = (status: number): boolean => status < 500 && ![404, 409, 429].includes(status);

async function finish(
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  isResponseSecret: boolean,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const hold = holdClaim(store, claim);
  const end = (answer: Reply) => (isFinal(answer.status) && !isResponseSecret ? hold.complete(answer) : hold.release());
  const answer = await work().catch(async (error: unknown) => {
    const { status, errors, headers } = toErrorResponse(error);
    await end({ status, body: { errors }, headers });
    throw error;
  });
  await end(answer);
  return answer;
}

/** Renews a claim until it is completed, released, or the process ends. */
function holdClaim(store: IdempotencyStore, claim: IdempotencyClaim) {
  let next: () => Promise<void> = () => store.renew(claim);
  const timer = setInterval(() => void attempt(), renewEveryMs).unref();
  // A failed renewal is repeated before the lease expires.
  const attempt = () => next().catch(() => {});
  return {
    async complete(reply: Reply): Promise<void> {
      // If this fails, the key stays taken and storing the reply is retried: the work is done, and a repeat would redo
      // it.
      next = async () => {
        await store.complete(claim, reply);
        clearInterval(timer);
      };
      await next();
    },
    async release(): Promise<void> {
      clearInterval(timer);
      await store.release(claim);
    },
  };
}
