import { createHash } from 'node:crypto';
import { HttpError, toHttpError } from './http-error.ts';
import type { Reply } from './route.ts';

/** What is known of a key; kept in the service's own database for a day. */
export interface IdempotencyRecord {
  /** SHA-256 of method, path and body. */
  fingerprint: string;
  /** Null while the first request is being worked on. */
  reply: Reply | null;
}

/** Storage of idempotency keys, one implementation a database. */
export interface IdempotencyStore {
  /** Claims the key for this fingerprint. @returns null when claimed, else what is there */
  claim(key: string, fingerprint: string): Promise<IdempotencyRecord | null>;
  complete(key: string, reply: Reply): Promise<void>;
  /** Gives the key back, so that the client may try again. */
  release(key: string): Promise<void>;
}

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
  const id = createHash('sha256').update(`${userId}\n${key}`).digest('hex');
  const fingerprint = createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
  const known = await store.claim(id, fingerprint);
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
  return finish(store, id, work);
}

async function finish(store: IdempotencyStore, id: string, work: () => Promise<Reply>): Promise<Reply> {
  const answer = await work().catch(async (error: unknown) => {
    const { status, errors, headers } = toHttpError(error);
    // A "no" is an answer like any other, and a repeat must not try again behind the client's back. A conflict is
    // about the moment, a fault about us: both may be tried again with the same key.
    if (status < 500 && status !== 409) await store.complete(id, { status, body: { errors }, headers });
    else await store.release(id);
    throw error;
  });
  // Should this fail, the key stays taken: the work is done, and a repeat would do it again.
  await store.complete(id, answer);
  return answer;
}
