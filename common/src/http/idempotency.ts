import { createHash, randomUUID } from 'node:crypto';
import { type Effect, newEffect } from '../effects/index.ts';
import { HttpError, toHttpError } from './http-error.ts';
import type { Reply } from './route.ts';

/** What is known of a key; kept in the service's own database for a day. */
export interface IdempotencyRecord {
  /** SHA-256 of method, path and body. */
  fingerprint: string;
  /** Null while a request is being worked on. */
  reply: Reply | null;
}

/** A request's hold on its key. It ends after the lease unless it is renewed, so that it ends with its process. */
export interface IdempotencyClaim {
  key: string;
  /** This request, and no repeat of it. */
  owner: string;
  /** Id of what the request makes, unless an earlier claim of the key has chosen one. */
  effectId: string;
}

/** The id of what the requests of a key make: the one of its first claim. */
export interface Claimed {
  effectId: string;
}

/** Storage of idempotency keys, one implementation a database. Leases are measured by the database's clock. */
export interface IdempotencyStore {
  /** Claims the key for this fingerprint, also after a claim that has ended. @returns what is there when it is another's */
  claim(claim: IdempotencyClaim, fingerprint: string): Promise<Claimed | IdempotencyRecord>;
  /** Prolongs the claim to a full lease from now. Without effect for one that was taken over. */
  renew(claim: IdempotencyClaim): Promise<void>;
  /** Keeps the answer. Without effect for a claim that was taken over. */
  complete(claim: IdempotencyClaim, reply: Reply): Promise<void>;
  /** Ends the claim without an answer, so that the same request may try again. Another one still may not: the effect may be there. */
  release(claim: IdempotencyClaim): Promise<void>;
}

/**
 * How long the key of a process that died stays taken, milliseconds. A process that is frozen for longer loses its claims, and a
 * repeat does the work again; both take the id of what they make from the effect, so only one of them makes it.
 */
export const claimLeaseMs = 10_000;
const renewEveryMs = 3_000;

export interface IdempotentRequest {
  userId: string;
  method: string;
  path: string;
  key: string;
  body: Buffer;
  /** The answer is never stored: every repeat does the work again. */
  isAnswerSecret: boolean;
}

const keyFormat = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs a mutation once for each key of a user: a repeat gets the first answer, another body 409. Where no answer is kept, a
 * repeat does the work again with the same effect. Source: draft-ietf-httpapi-idempotency-key-header.
 */
export async function runOnce(
  store: IdempotencyStore,
  request: IdempotentRequest,
  work: (effect: Effect) => Promise<Reply>,
): Promise<Reply> {
  const { userId, method, path, key, body, isAnswerSecret } = request;
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
  return finish(store, claim, isAnswerSecret, () => work(effect));
}

const sha256 = (...parts: (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** The answer to a request whose key is another's. */
function answerOf(known: IdempotencyRecord, fingerprint: string): Reply {
  if (known.fingerprint !== fingerprint) {
    throw new HttpError(409, [
      { message: 'Idempotency-Key was used with another request', code: 'idempotency_key_reused' },
    ]);
  }
  if (known.reply) return { ...known.reply, headers: { ...known.reply.headers, 'Idempotent-Replayed': 'true' } };
  throw new HttpError(
    409,
    [{ message: 'The first request with this Idempotency-Key is still at work', code: 'idempotency_in_progress' }],
    { 'Retry-After': '1' },
  );
}

/**
 * A "no" is an answer like any other, and a repeat must not try again behind the client's back. A row that has not arrived yet, a
 * conflict or "too many" are about the moment, a fault is about us: these may be tried again with the same key.
 */
const isForGood = (status: number): boolean => status < 500 && ![404, 409, 429].includes(status);

async function finish(
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  isAnswerSecret: boolean,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const hold = holdClaim(store, claim);
  const end = (answer: Reply) => (isForGood(answer.status) && !isAnswerSecret ? hold.complete(answer) : hold.release());
  const answer = await work().catch(async (error: unknown) => {
    const { status, errors, headers } = toHttpError(error);
    await end({ status, body: { errors }, headers });
    throw error;
  });
  await end(answer);
  return answer;
}

/** Renews a claim until it is completed or given back, or until the process ends. */
function holdClaim(store: IdempotencyStore, claim: IdempotencyClaim) {
  let next: () => Promise<void> = () => store.renew(claim);
  const timer = setInterval(() => void attempt(), renewEveryMs).unref();
  // A renewal that fails is followed by another before the lease ends.
  const attempt = () => next().catch(() => {});
  return {
    async complete(reply: Reply): Promise<void> {
      // Should this fail, the key stays taken and the answer is tried to be kept until it is: the work is done, and a repeat
      // would do it again.
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
