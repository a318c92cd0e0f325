import type { Request } from 'express';
import { httpErrors } from './http-error.ts';

/**
 * Returns the query parameters as plain strings. Refuses names that could inject operators (`id[$ne]`, `a.b`, `$where`)
 * on every route; other unknown names are left to the route's schema, which ignores them.
 * @throws HttpError 400 invalid_query
 */
export function readQuery(req: Request): Record<string, string> {
  // Not parsed with `URL`: a request line may name another host, even an invalid one.
  const entries = [...new URLSearchParams(req.originalUrl.split('?').slice(1).join('?'))];
  if (entries.some(([name, value]) => /[[\]$.]/.test(name) || value.includes('\0'))) throw httpErrors.badQuery();
  if (new Set(entries.map(([name]) => name)).size !== entries.length) throw httpErrors.badQuery();
  return Object.fromEntries(entries);
}
