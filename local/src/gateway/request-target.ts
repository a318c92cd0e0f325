import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerErrors, answerInstead } from './answer.ts';

const allowed = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

/**
 * Answers a request whose target is not a path, which no upstream can route: 204 for `OPTIONS *`, which asks about the
 * server itself (RFC 9110, 9.3.7), else 400.
 * @returns whether it was answered
 */
export function answerSpecialTarget(req: IncomingMessage, res: ServerResponse): boolean {
  const { method, url = '/' } = req;
  if (url.startsWith('/')) return false;
  if (method === 'OPTIONS' && url === '*') answerInstead(req, res, { status: 204, headers: { allow: allowed } });
  else answerErrors(req, res, { status: 400, code: 'invalid_target', message: 'The request target is not a path' });
  return true;
}
