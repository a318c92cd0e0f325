import type { Request } from 'express';
import { ApiError, unauthorized } from '../domain/api-error.ts';
import type { KeyKind } from './endpoint.ts';

export interface ApiKey {
  kind: KeyKind;
  value: string;
}

/**
 * Accepts any test key, because the sandbox has a single account. Refuses live keys, so that none is used here by
 * mistake.
 */
const secretKeyPattern = /^(?:sk|rk)_(?!live_)\w+$/;
const publishableKeyPattern = /^pk_(?!live_)\w+$/;

/** @throws ApiError 401 */
export function authenticate(req: Request, bodyKey: string | undefined): ApiKey {
  const value = keyFromHeader(req.get('authorization')) ?? bodyKey;
  if (!value) {
    throw unauthorized(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (secretKeyPattern.test(value)) return { kind: 'secret', value };
  if (publishableKeyPattern.test(value)) return { kind: 'publishable', value };
  throw unauthorized(`Invalid API Key provided: ${value.slice(0, 8)}${'*'.repeat(8)}`);
}

export function assertMayCall(key: ApiKey, isPublic: boolean): void {
  if (key.kind === 'secret' || isPublic) return;
  throw new ApiError({
    status: 401,
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message: 'This API call cannot be made with a publishable API key. Please use a secret API key.',
  });
}

/** `Bearer <key>`, or Basic with the key as the user name. */
function keyFromHeader(header: string | undefined): string | undefined {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0];
  return undefined;
}
