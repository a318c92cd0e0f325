import { createHash, randomUUID } from 'node:crypto';
import { HttpError, toHttpError } from './http-error.ts';
import type { Reply } from './route.ts';

/** What is known of a key; kept in the service's own database for a day. */
export interface IdempotencyRecord {
  /** SHA-256 of method, path and body. */
  fingerprint: string;
  /** Null while the first request is being worked on. */
  reply: Reply | null;
}

/** A request's hold on its key. It ends after the lease unless it is renewed, so that it ends with its process. */
export interface IdempotencyClaim {
  key: string;
  /** This request, and no repeat of it. */
  owner: string;
}

/** Storage of idempotency keys, one implementation a database. Leases are measured by the database's clock. */
export interface IdempotencyStore {
  /** Claims the key for this fingerprint, also after a claim that has ended. @returns null when claimed, else what is there */
  claim(claim: IdempotencyClaim, fingerprint: string): Promise<IdempotencyRecord | null>;
  /** Prolongs the claim to a full lease from now. Without effect for one that was taken over. */
  renew(claim: IdempotencyClaim): Promise<void>;
  /** Keeps the answer. Without effect for a claim that was taken over. */
  complete(claim: IdempotencyClaim, reply: Reply): Promise<void>;
  /** Gives the key back, so that the client may try again. */
  release(claim: IdempotencyClaim): Promise<void>;
}

/**
 * How long the key of a process that died stays taken, milliseconds. A process that is frozen for longer loses its claims, and a
 * repeat does the work again; what may happen once only, the database guards (one live order a ticket, one live payment an order).
 */
export const claimLeaseMs = 10_000;
const renewEveryMs = 3_000;

export interface IdempotentRequest {
  userId: string;
  method: string;
  path: string;
  key: string;
  body: Buffer;
}

const keyFormat = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs a mutation once for each key of a user: a repeat gets the first answer, another body 409.
 * Answers of 5xx and thrown faults are not kept. Source: draft-ietf-httpapi-idempotency-key-header.
 */
export async function runOnce(
  store: IdempotencyStore,
  { userId, method, path, key, body }: IdempotentRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  if (!keyFormat.test(key)) {
    throw new HttpError(400, [
      { message: 'Idempotency-Key must be 1 to 255 visible characters', code: 'invalid_idempotency_key' },
    ]);
  }
  const claim = { key: createHash('sha256').update(`${userId}\n${key}`).digest('hex'), owner: randomUUID() };
  const fingerprint = createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
  const known = await store.claim(claim, fingerprint);
  if (known && known.fingerprint !== fingerprint) {
    throw new HttpError(409, [
      { message: 'Idempotency-Key was used with another request', code: 'idempotency_key_reused' },
    ]);
  }
  if (known?.reply) return { ...known.reply, headers: { ...known.reply.headers, 'Idempotent-Replayed': 'true' } };
  if (known) {
    throw new HttpError(
      409,
      [{ message: 'The first request with this Idempotency-Key is still at work', code: 'idempotency_in_progress' }],
      { 'Retry-After': '1' },
    );
  }
  return finish(store, claim, work);
}

async function finish(store: IdempotencyStore, claim: IdempotencyClaim, work: () => Promise<Reply>): Promise<Reply> {
  const hold = holdClaim(store, claim);
  const answer = await work().catch(async (error: unknown) => {
    const { status, errors, headers } = toHttpError(error);
    // A "no" is an answer like any other, and a repeat must not try again behind the client's back. A conflict or "too many" is
    // about the moment, a fault about us: they may be tried again with the same key.
    if (status < 500 && status !== 409 && status !== 429) await hold.complete({ status, body: { errors }, headers });
    else await hold.release();
    throw error;
  });
  await hold.complete(answer);
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
