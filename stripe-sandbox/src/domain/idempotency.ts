import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';

export const idempotencyKeyMaxLength = 255;
/** Stripe keeps a key for at least a day. */
export const idempotencyRetentionS = 24 * 3600;

/** A first response, stored completely so that a repeat gets the same bytes. */
export interface StoredAnswer {
  id: string;
  fingerprint: Fingerprint;
  status: number;
  body: string;
  requestId: string;
  createdAt: number;
}

export interface Fingerprint {
  route: string;
  params: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * Returns the storage id of a key. Keys are scoped to the account, so two secret keys never share responses. The secret
 * itself is not stored.
 */
export const storedAnswerId = (accountKey: string, idempotencyKey: string): string =>
  sha256(JSON.stringify([accountKey, idempotencyKey]));

export const fingerprintOf = (method: string, path: string, params: unknown): Fingerprint => ({
  route: `${method} ${path}`,
  params: sha256(canonicalJson(params)),
});

/** Parameter order does not distinguish requests. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, nested: unknown) =>
    nested && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)))
      : nested,
  );
}

/** @throws ApiError idempotency_error when the key was used for another endpoint or with other parameters */
export function assertSameRequest(stored: Fingerprint, now: Fingerprint, idempotencyKey: string): void {
  if (stored.route !== now.route) {
    throw idempotencyError(
      400,
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
        `('${now.route}' vs '${stored.route}'). Try using a key other than '${idempotencyKey}' if you meant to execute a different request.`,
    );
  }
  if (stored.params !== now.params) {
    throw idempotencyError(
      400,
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
        `Try using a key other than '${idempotencyKey}' if you meant to execute a different request.`,
    );
  }
}

export const keyInUse = (idempotencyKey: string): ApiError =>
  idempotencyError(
    409,
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
      `twice, and the other request is still going through): ${idempotencyKey}. Please try again later.`,
    'idempotency_key_in_use',
  );

function idempotencyError(status: 400 | 409, message: string, code?: string): ApiError {
  return new ApiError({ status, type: 'idempotency_error', message, ...(code ? { code } : {}) });
}
